using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Autocura.Triggers.Access;

/// <summary>Refuses what is too much or too large. An alert that is refused is sent again: Alertmanager repeats what is answered 503 and gives up what is answered 429.</summary>
internal sealed class RequestLimits(RequestRate rate)
{
    /// <summary>Whoever shows nothing that is known: they share what there is.</summary>
    public const string Unknown = "unknown";

    /// <summary>Null when the request may go on.</summary>
    public ObjectResult? TooMany(HttpContext http, Traffic traffic, string who)
    {
        if (rate.WaitOf(who, traffic) is not { } wait)
        {
            return null;
        }

        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return traffic == Traffic.Alerts && who != Unknown
            ? ProblemAnswer.Unavailable("Too many messages at once: none of this one's alerts was accepted. Send it again, and more alerts in each message.")
            : ProblemAnswer.TooMany("Too many requests at once.");
    }

    /// <summary>Null when the body is small enough as far as its length is told. One that does not tell it is counted where it is read (<see cref="SmallBody"/>).</summary>
    public static ObjectResult? TooLarge(HttpContext http, RouteRule rule) =>
        rule.MostBytes is { } most && http.Request.ContentLength > most ? ProblemAnswer.TooLarge($"The body may have {most} bytes.") : null;
}
