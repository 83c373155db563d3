using System.Net;
using System.Net.Http.Headers;
using Autocura.Signals.Inference;

namespace Autocura.Metrics.Training;

/// <summary>Has another server judge rows. What keeps it from an answer is a reason and never an exception: the scan goes on with this system's own models.</summary>
public sealed class RemoteDetector(DetectorOptions options, TimeProvider time) : IDisposable
{
    private readonly BoundedHttp http = new(new MetricsOptions { Timeout = options.Timeout, BearerToken = options.BearerToken }, time, "Metrics:Detector");

    /// <summary>Whether there is such a server.</summary>
    public bool IsConfigured => options.Url is not null;

    /// <summary>Which rows are anomalous, or why that is not known.</summary>
    public async Task<RemoteVerdict> JudgeAsync(IReadOnlyList<double[]> rows, CancellationToken cancellationToken)
    {
        if (options.Url is null) return new RemoteVerdict.Unknown("no server is configured (Metrics:Detector:Url)");
        var path = options.Protocol == "v2" ? $"v2/models/{Uri.EscapeDataString(options.Model)}/infer" : $"v1/models/{Uri.EscapeDataString(options.Model)}:predict";
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"{options.Url.AbsoluteUri.TrimEnd('/')}/{path}"))
        {
            Content = new ByteArrayContent(options.Protocol == "v2" ? InferenceCall.Infer(rows) : InferenceCall.Predict(rows)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        return await http.SendAsync(message, cancellationToken) switch
        {
            HttpReply.Answered { Status: HttpStatusCode.OK } answered => Read(answered.Body, rows.Count),
            HttpReply.Answered { Status: var status, Body: var body } => new RemoteVerdict.Unknown($"{message.RequestUri} answered {(int)status}: {Short(body)}"),
            HttpReply.Failed { Reason: var reason } => new RemoteVerdict.Unknown(reason.TrimEnd('.')),
            var other => throw new InvalidOperationException($"{other} is no reply that is known."),
        };
    }

    public void Dispose() => http.Dispose();

    private RemoteVerdict Read(byte[] body, int rows)
    {
        try
        {
            return new RemoteVerdict.Judged(InferenceCall.Verdicts(body, rows, options.Threshold));
        }
        catch (InferenceException wrong)
        {
            return new RemoteVerdict.Unknown($"{options.Url} answered what cannot be understood: {wrong.Message}");
        }
    }

    private static string Short(byte[] body) => System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 200)));
}

/// <summary>What another server says of rows.</summary>
public abstract record RemoteVerdict
{
    private RemoteVerdict()
    {
    }

    /// <summary>For each row whether it is anomalous.</summary>
    public sealed record Judged(IReadOnlyList<bool> AreAnomalous) : RemoteVerdict;

    public sealed record Unknown(string Reason) : RemoteVerdict;
}
