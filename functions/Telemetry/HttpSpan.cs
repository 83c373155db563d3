using System.Diagnostics;
using System.Globalization;

namespace Autocura.Telemetry;

/// <summary>The attributes of a request as OpenTelemetry's conventions for HTTP name them.</summary>
public static class HttpSpan
{
    public const string Method = "http.request.method";
    public const string StatusCode = "http.response.status_code";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string ErrorType = "error.type";

    private const int FirstRefusal = 400;

    /// <summary>What is asked, and of whom.</summary>
    public static Activity Ask(this Activity span, HttpMethod method, Uri? server)
    {
        span.SetTag(Method, method.Method);
        return server is { IsAbsoluteUri: true } ? span.SetTag(ServerAddress, server.Host).SetTag(ServerPort, server.Port) : span;
    }

    /// <summary>How it was answered; a refusal is an error.</summary>
    public static void Answer(this Activity span, int status)
    {
        span.SetTag(StatusCode, status);
        if (status >= FirstRefusal) span.Fail(status.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What went wrong, in a word. False, so that it may stand where an exception is looked at and goes on.</summary>
    public static bool Fail(this Activity span, string errorType)
    {
        span.SetStatus(ActivityStatusCode.Error).SetTag(ErrorType, errorType);
        return false;
    }
}
