using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Autocura.Triggers;

/// <summary>An answer that says what is wrong and what to do about it (RFC 9457).</summary>
internal static class ProblemAnswer
{
    public static ObjectResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "The request cannot be understood", detail);

    public static ObjectResult Unauthorized(string detail) => Of(StatusCodes.Status401Unauthorized, "Who sent this is not known", detail);

    public static ObjectResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "This is not yours to decide", detail);

    public static ObjectResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, "There is no such incident", detail);

    public static ObjectResult NotFound(string detail, string title) => Of(StatusCodes.Status404NotFound, title, detail);

    public static ObjectResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "There is nothing to decide", detail);

    public static ObjectResult TooLarge(string detail) => Of(StatusCodes.Status413PayloadTooLarge, "The request is too large", detail);

    public static ObjectResult TooMany(string detail) => Of(StatusCodes.Status429TooManyRequests, "Try again later", detail);

    /// <summary>The cluster says no, which asking again does not change.</summary>
    public static ObjectResult Refused(string detail) => Of(StatusCodes.Status422UnprocessableEntity, "The cluster refuses it", detail);

    public static ObjectResult Gone(string detail) => Of(StatusCodes.Status410Gone, "The incident is over", detail);

    public static ObjectResult Unavailable(string detail) => Of(StatusCodes.Status503ServiceUnavailable, "Try again later", detail);

    /// <summary>For whoever answers in the place of a function.</summary>
    public static Task WriteAsync(this ObjectResult problem, HttpContext http)
    {
        http.Response.StatusCode = problem.StatusCode!.Value;
        return http.Response.WriteAsJsonAsync((ProblemDetails)problem.Value!, options: null, "application/problem+json", http.RequestAborted);
    }

    private static ObjectResult Of(int status, string title, string detail) => new(new ProblemDetails { Status = status, Title = title, Detail = detail })
    {
        StatusCode = status,
        ContentTypes = { "application/problem+json" },
    };
}
