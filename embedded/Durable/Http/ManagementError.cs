using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Durable.Http;

/// <summary>How the API says that it could not.</summary>
internal static class ManagementError
{
    // The names are those of the Functions host, capitals included.
    private sealed record Problem(string Message);

    private sealed record UnexpectedProblem(string Message, string ExceptionMessage, string ExceptionType, string? StackTrace);

    public static IResult BadRequest(string message) => Results.Json(new Problem(message), DurableWire.AsWritten, statusCode: StatusCodes.Status400BadRequest);

    public static IResult From(Exception problem) => problem is ArgumentException or BadHttpRequestException
        ? BadRequest(problem.Message)
        : Results.Json(
            new UnexpectedProblem("Something went wrong while processing your request", problem.Message, problem.GetType().FullName!, problem.StackTrace),
            DurableWire.AsWritten,
            statusCode: StatusCodes.Status500InternalServerError);
}
