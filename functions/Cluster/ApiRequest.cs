namespace Autocura.Cluster;

/// <summary>One request to an API server, as it is sent each time it is tried. The path is relative to the server's address.</summary>
internal sealed record ApiRequest(HttpMethod Method, string Path)
{
    public string? Body { get; init; }

    public string MediaType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";

    /// <summary>The longest answer that is taken; null for any.</summary>
    public int? MostBytes { get; init; }

    /// <summary>
    /// Whether sending it again is safe when nobody knows if it was carried out: reads, dry runs, and writes whose precondition holds once.
    /// </summary>
    public bool IsRepeatable { get; init; }

    /// <summary>Whether "too many requests" may be the answer to what was asked, by a disruption budget, and not a word about the server: then it is not sent again.</summary>
    public bool IsBudgeted { get; init; }

    public override string ToString() => $"{Method} {Path.Split('?')[0]}";
}
