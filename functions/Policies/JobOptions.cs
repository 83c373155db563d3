using System.Collections.Frozen;

namespace Autocura.Policies;

/// <summary>The settings under <c>Autocura:Jobs:</c>: what RunJob may run, and as whom.</summary>
public sealed record JobOptions
{
    /// <summary>Images, separated by commas, exactly as a step must name them; none is allowed by default. Name them by digest: a tag may move.</summary>
    public string Images { get; init; } = "";

    /// <summary>
    /// Commands that a HealingPolicy or a Runbook may name, each with the image that carries it out: "flush-cache=registry.example/ops@sha256:...", separated by commas. None by default.
    /// </summary>
    public string Commands { get; init; } = "";

    /// <summary>The service account of the Job's pods, in the namespace of the Job: never that of this system.</summary>
    public string ServiceAccount { get; init; } = "autocura-job";

    public IEnumerable<string> Problems()
    {
        foreach (var entry in Parts(Commands).Where(entry => entry.IndexOf('=', StringComparison.Ordinal) is var at && (at <= 0 || at == entry.Length - 1)))
        {
            yield return $"Autocura:Jobs:Commands has '{entry}'; each must be written as command=image.";
        }

        if (string.IsNullOrWhiteSpace(ServiceAccount)) yield return "Autocura:Jobs:ServiceAccount is empty; it must name the service account of the Jobs' own.";
    }

    internal bool Allows(string image) => Parts(Images).Contains(image) || AllowedCommands().Values.Contains(image);

    /// <summary>The image that carries a command out, by the command.</summary>
    public IReadOnlyDictionary<string, string> AllowedCommands() => Parts(Commands)
        .Select(entry => entry.Split('=', 2, StringSplitOptions.TrimEntries))
        .Where(pair => pair is [{ Length: > 0 }, { Length: > 0 }])
        .DistinctBy(pair => pair[0])
        .ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
