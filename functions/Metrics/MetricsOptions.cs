using Autocura.Metrics.Training;

namespace Autocura.Metrics;

/// <summary>The settings under <c>Metrics:</c>. All are optional; without a Prometheus nothing can be measured, and the system says so.</summary>
public sealed class MetricsOptions
{
    /// <summary>Base address of a Prometheus-compatible API, with its path prefix if it has one.</summary>
    public Uri? PrometheusUrl { get; set; }

    /// <summary>Base address of an Alertmanager; when set, it is asked whether an alert stands.</summary>
    public Uri? AlertmanagerUrl { get; set; }

    /// <summary>How long one question may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sent as <c>Authorization: Bearer</c> to both.</summary>
    public string? BearerToken { get; set; }

    /// <summary>User of basic authentication to both.</summary>
    public string? Username { get; set; }

    /// <summary>Password of basic authentication to both.</summary>
    public string? Password { get; set; }

    /// <summary>Largest body that is read; a larger one is unmeasurable, not a reason to run out of memory.</summary>
    public int MaxResponseBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How request rate, error ratio and latency are asked for.</summary>
    public ServiceLevelTemplates Queries { get; set; } = new();

    /// <summary>How the numbers around an incident are asked for.</summary>
    public MeasurementTemplates Measurements { get; set; } = new();

    /// <summary>How it is asked who calls whom. The first that has an answer counts.</summary>
    public DependencyOptions Dependencies { get; set; } = new();

    /// <summary>Another server that judges metrics in the place of this system's own models.</summary>
    public DetectorOptions Detector { get; set; } = new();

    internal IEnumerable<string> Problems()
    {
        foreach (var (key, url) in new[] { (nameof(PrometheusUrl), PrometheusUrl), (nameof(AlertmanagerUrl), AlertmanagerUrl) })
        {
            if (UrlProblem(url) is { } problem)
            {
                yield return $"Metrics:{key} {problem}";
            }
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(5))
        {
            yield return $"Metrics:Timeout is {Timeout}: use more than zero and at most 00:05:00.";
        }

        if (MaxResponseBytes < 1024)
        {
            yield return $"Metrics:MaxResponseBytes is {MaxResponseBytes}: use at least 1024.";
        }

        if (!string.IsNullOrEmpty(BearerToken) && !string.IsNullOrEmpty(Username))
        {
            yield return "Metrics:BearerToken and Metrics:Username are both set: use one way to authenticate.";
        }

        if (string.IsNullOrEmpty(Username) != string.IsNullOrEmpty(Password))
        {
            yield return "Metrics:Username and Metrics:Password belong together: set both or neither.";
        }

        foreach (var problem in Queries.Problems().Concat(Measurements.Problems()).Concat(Dependencies.Problems()).Concat(Detector.Problems()))
        {
            yield return problem;
        }
    }

    private static string? UrlProblem(Uri? url) => url switch
    {
        null => null,
        { IsAbsoluteUri: false } => $"is '{url}': use an absolute URL such as http://prometheus:9090.",
        { Scheme: not ("http" or "https") } => $"has the scheme '{url.Scheme}': use http or https.",
        { UserInfo.Length: > 0 } => "carries credentials: put them in Metrics:Username and Metrics:Password.",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => "has a query or fragment: give the base address alone.",
        _ => null,
    };
}
