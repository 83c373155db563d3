namespace Autocura.Diagnosis;

/// <summary>A Service in front of a workload, and how many endpoints it has.</summary>
public sealed record ServiceView
{
    public required string Name { get; init; }

    public IReadOnlyList<ServicePortView> Ports { get; init; } = [];

    public IReadOnlyDictionary<string, string> Selector { get; init; } = new Dictionary<string, string>();

    public int ReadyEndpoints { get; init; }

    public int NotReadyEndpoints { get; init; }

    /// <summary>Who changed it last, newest first.</summary>
    public IReadOnlyList<ChangeView> Changes { get; init; } = [];
}

/// <summary>A Service's port. <paramref name="TargetPort"/> is a number or a container port's name, as written.</summary>
public sealed record ServicePortView(string? Name, int Port, string TargetPort);
