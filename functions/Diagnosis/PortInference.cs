namespace Autocura.Diagnosis;

/// <summary>The container port that a Service's port most likely meant, and why.</summary>
internal sealed record InferredTarget(string Port, string Why);

/// <summary>
/// Infers a lost target port. Each way is taken only when it names exactly one port, the surest first: the port of the same name, the only one
/// declared, the one with the Service's own number, the one that another Service of the workload uses. Otherwise there is no answer: a wrong guess would
/// send requests to an admin port.
/// </summary>
internal static class PortInference
{
    public static InferredTarget? Target(Evidence evidence, ServiceView service, ServicePortView port)
    {
        var containers = evidence.State?.Containers ?? [];
        var declared = containers.SelectMany(container => container.Ports).DistinctBy(candidate => candidate.Number).ToList();
        var used = evidence.Services
            .Where(other => other.Name != service.Name)
            .SelectMany(other => other.Ports)
            .Select(other => other.TargetPort)
            .ToHashSet();
        return Only(declared.Where(candidate => port.Name is not null && candidate.Name == port.Name), port, "the port of the same name")
            ?? Only(declared, port, "the only port that its pods declare")
            ?? Only(declared.Where(candidate => candidate.Number == port.Port), port, "the port of the same number")
            ?? Only(declared.Where(candidate => used.Contains($"{candidate.Number}") || (candidate.Name is not null && used.Contains(candidate.Name))), port,
                "the port that another Service of these pods uses");
    }

    private static InferredTarget? Only(IEnumerable<PortView> candidates, ServicePortView port, string why) =>
        candidates.Take(2).ToList() is [var only] ? new InferredTarget(Spelled(only, port), why) : null;

    // A Service that named its target goes on naming it; one that gave a number keeps a number.
    private static string Spelled(PortView target, ServicePortView port) =>
        ContainerPorts.NumberOf(port) is null && target.Name is not null ? target.Name : $"{target.Number}";
}
