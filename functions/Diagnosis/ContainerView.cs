namespace Autocura.Diagnosis;

/// <summary>A container as the pod template declares it. Memory is in bytes; null means no limit.</summary>
public sealed record ContainerView(string Name, string Image, long? MemoryLimit, long? MemoryRequest, IReadOnlyList<PortView> Ports)
{
    /// <summary>True for an init container that must end before the others begin.</summary>
    public bool IsInit { get; init; }

    /// <summary>Command and arguments as one line, redacted; empty when the image's own runs.</summary>
    public string Command { get; init; } = "";

    /// <summary>In cores; null means no limit.</summary>
    public double? CpuLimit { get; init; }

    /// <summary>In cores.</summary>
    public double? CpuRequest { get; init; }

    public IReadOnlyList<ProbeView> Probes { get; init; } = [];

    /// <summary>Variables that hold an address of something it calls.</summary>
    public IReadOnlyList<AddressView> Addresses { get; init; } = [];
}

/// <summary>An address in a variable: host (a Service, with or without its namespace, or a name outside) and port. Anything else in the value is left out.</summary>
public sealed record AddressView(string Variable, string Host, int? Port)
{
    /// <summary>True when the host is meant to be a Service of the cluster: known there, or of a shape that only cluster names have.</summary>
    public bool IsInCluster { get; init; }

    /// <summary>True when the Service exists and has that port; null when that was not looked up.</summary>
    public bool? Leads { get; init; }
}

/// <summary>A declared container port.</summary>
public sealed record PortView(string? Name, int Number);
