namespace Autocura.Remediation;

/// <summary>The settings under <c>Autocura:Jobs:</c>: what RunJob may run, and as whom.</summary>
public sealed record JobOptions
{
    /// <summary>Images, separated by commas, exactly as a step must name them; none is allowed by default. Name them by digest: a tag may move.</summary>
    public string Images { get; init; } = "";

    /// <summary>The service account of the Job's pods, in the namespace of the Job: never that of this system.</summary>
    public string ServiceAccount { get; init; } = "autocura-job";

    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrWhiteSpace(ServiceAccount)) yield return "Autocura:Jobs:ServiceAccount is empty; it must name the service account of the Jobs' own.";
    }

    internal bool Allows(string image) => Images.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(image);
}
