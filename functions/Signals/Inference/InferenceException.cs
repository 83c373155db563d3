namespace Autocura.Signals.Inference;

/// <summary>A request that cannot be answered: the status of HTTP, and what is wrong and what to do.</summary>
public sealed class InferenceException(int status, string message, Exception? cause = null) : Exception(message, cause)
{
    public int Status => status;

    /// <summary>What was sent cannot be understood.</summary>
    public static InferenceException Malformed(string message, Exception? cause = null) => new(400, message, cause);

    /// <summary>There is nothing of that name.</summary>
    public static InferenceException Unknown(string message) => new(404, message);

    /// <summary>It will be there, and is not yet.</summary>
    public static InferenceException NotReady(ModelShelf shelf)
    {
        ArgumentNullException.ThrowIfNull(shelf);
        return new InferenceException(503, $"Model '{shelf.Name}' is not ready: {shelf.Warming}");
    }
}
