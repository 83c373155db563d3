namespace Azure.Monitor.Query;

/// <summary>How one query is carried out.</summary>
public class LogsQueryOptions
{
    /// <summary>How long the service may take; null leaves it to the service.</summary>
    public TimeSpan? ServerTimeout { get; set; }

    /// <summary>Whether an answer that is incomplete is an answer; otherwise it is thrown.</summary>
    public bool AllowPartialErrors { get; set; }
}
