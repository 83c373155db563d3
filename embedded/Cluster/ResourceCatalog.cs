using System.Collections.Immutable;

namespace Autocura.Embedded.Cluster;

/// <summary>Every kind the API server serves. Built-in kinds are there from the start; CustomResourceDefinitions come and go.</summary>
public sealed class ResourceCatalog
{
    private ImmutableList<ResourceType> types = [.. BuiltInResources.All];

    /// <summary>All kinds, built-in ones first, in the order in which discovery lists them.</summary>
    public IReadOnlyList<ResourceType> All => Volatile.Read(ref types);

    /// <summary>The kind served at a path, or null.</summary>
    public ResourceType? Find(string group, string version, string plural) =>
        All.FirstOrDefault(type => type.Plural == plural && type.Group == group && type.Version == version);

    /// <summary>The kind an object says it is, or null.</summary>
    public ResourceType? FindKind(string? apiVersion, string? kind) =>
        All.FirstOrDefault(type => type.Kind == kind && type.ApiVersion == apiVersion);

    /// <summary>The version in which objects of this resource are kept.</summary>
    public ResourceType? FindStorage(string group, string plural) =>
        All.FirstOrDefault(type => type.Plural == plural && type.Group == group && type.IsStorageVersion);

    /// <summary>Serves the versions of one custom resource, in place of those served before.</summary>
    public void Register(IReadOnlyCollection<ResourceType> versions)
    {
        var first = versions.First();
        ImmutableInterlocked.Update(ref types, types => types.RemoveAll(type => IsOf(type, first.Group, first.Plural)).AddRange(versions));
    }

    /// <summary>Serves a custom resource no more.</summary>
    public void Remove(string group, string plural) =>
        ImmutableInterlocked.Update(ref types, types => types.RemoveAll(type => IsOf(type, group, plural)));

    private static bool IsOf(ResourceType type, string group, string plural) => type.IsCustom && type.Group == group && type.Plural == plural;
}
