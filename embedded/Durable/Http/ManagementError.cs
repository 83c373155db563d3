using Autocura.Embedded.Durable.Storage;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Durable.Http;

/// <summary>How the API says that it could not.</summary>
internal static class ManagementError
{
    // The names are those of the Functions host, capitals included.
    private sealed record Problem(string Message);

    private sealed record ProblemWithCause(string Message, string ExceptionMessage, string ExceptionType, string? StackTrace);

    public static IResult Of(int statusCode, string message) => Results.Json(new Problem(message), DurableWire.AsWritten, statusCode: statusCode);

    public static IResult BadRequest(string message) => Of(StatusCodes.Status400BadRequest, message);

    /// <summary>With the exception behind it, as the Functions host shows it to who holds its key.</summary>
    public static IResult Of(int statusCode, string message, Exception cause) => Results.Json(
        new ProblemWithCause(message, cause.Message, cause.GetType().FullName!, cause.StackTrace), DurableWire.AsWritten, statusCode: statusCode);

    public static IResult From(Exception problem) => problem switch
    {
        BadHttpRequestException request => Of(request.StatusCode, request.Message),
        InvalidJsonException => Of(StatusCodes.Status400BadRequest, "Invalid JSON content", problem.InnerException!),
        ArgumentException => Of(StatusCodes.Status400BadRequest, "One or more of the arguments submitted is incorrect", problem),
        DurableStoreException => Of(StatusCodes.Status503ServiceUnavailable, problem.Message),
        _ => Of(StatusCodes.Status500InternalServerError, "Something went wrong while processing your request", problem),
    };
}

/// <summary>A body that is not JSON; what the parser says is the inner exception.</summary>
internal sealed class InvalidJsonException(Exception cause) : Exception(cause.Message, cause);
