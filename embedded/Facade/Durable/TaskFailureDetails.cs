using System.Text;

namespace Microsoft.DurableTask;

/// <summary>
/// A failure as it is kept in the history: type name, message, stack and causes, as text. It outlives the process and the
/// build that threw the exception, which is why the exception itself is never kept.
/// </summary>
public record TaskFailureDetails(string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    /// <summary>Copies an exception and its inner exceptions. The failure behind a failed task becomes the inner failure.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var inner = exception is TaskFailedException failed ? failed.FailureDetails
            : exception.InnerException is { } cause ? FromException(cause)
            : null;
        return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, Properties: null);
    }

    /// <summary>True when the failed code threw a <typeparamref name="T"/> or something derived from it.</summary>
    public bool IsCausedBy<T>() where T : Exception => IsCausedBy(typeof(T));

    /// <summary>True when the failed code threw this type or one derived from it. A type that no loaded assembly has is never a match.</summary>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        return AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
            .Any(type => type is not null && targetBaseExceptionType.IsAssignableFrom(type));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder(ErrorType).Append(": ").Append(ErrorMessage);
        if (InnerFailure is not null) text.Append(" ---> ").Append(InnerFailure);
        return text.ToString();
    }
}
