using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>A Service as far as others find pods by it. <paramref name="ExternalName"/> is empty but for one that stands for a name outside.</summary>
internal sealed record NamedService(string Namespace, string Name, IReadOnlyDictionary<string, string> Selector, IReadOnlyList<ServicePortView> Ports, string ExternalName)
{
    /// <summary>A headless Service or a name outside hands out addresses and no ports.</summary>
    public bool TakesAnyPort { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string ChangedBy { get; init; } = "";

    public static NamedService Of(JsonObject service)
    {
        var change = ManagedFields.Latest(service);
        return new NamedService(
            service.Text("metadata", "namespace") ?? "",
            service.Name(),
            service.Map("spec", "selector"),
            [.. service.Items("spec", "ports").Select(ServiceReader.Port)],
            service.Text("spec", "externalName") ?? "")
        {
            TakesAnyPort = service.Text("spec", "clusterIP") == "None" || service.Text("spec", "type") == "ExternalName",
            ChangedAt = change.At,
            ChangedBy = change.Manager,
        };
    }

    public bool Selects(IReadOnlyDictionary<string, string> podLabels) => Selector.Count > 0 && podLabels.Meet(Selector);

    public bool Takes(int? port) => port is null || TakesAnyPort || Ports.Any(candidate => candidate.Port == port);
}

/// <summary>The Services of one namespace by name: slim, as a namespace may have thousands.</summary>
internal sealed class ServiceCatalogue(string ns, IEnumerable<NamedService> services)
{
    private readonly FrozenDictionary<string, NamedService> byName = services.ToFrozenDictionary(service => service.Name);

    public string Namespace => ns;

    public IEnumerable<NamedService> All => byName.Values;

    public NamedService? Find(string name) => byName.GetValueOrDefault(name);
}
