namespace Autocura.Embedded.Cluster;

/// <summary>Every kind the API server serves. Built-in kinds are there from the start; CustomResourceDefinitions come and go.</summary>
public sealed class ResourceCatalog
{
    private readonly Lock changing = new();
    private Contents contents = new([.. BuiltInResources.All]);

    /// <summary>All kinds, built-in ones first, in the order in which discovery lists them.</summary>
    public IReadOnlyList<ResourceType> All => Volatile.Read(ref contents).All;

    /// <summary>The kind served at a path, or null.</summary>
    public ResourceType? Find(string group, string version, string plural) => Volatile.Read(ref contents).ByPath.GetValueOrDefault((group, version, plural));

    /// <summary>The kind an object says it is, or null.</summary>
    public ResourceType? FindKind(string? apiVersion, string? kind) => Volatile.Read(ref contents).ByKind.GetValueOrDefault((apiVersion ?? "", kind ?? ""));

    /// <summary>The version in which objects of this resource are kept.</summary>
    public ResourceType? FindStorage(string group, string plural) => Volatile.Read(ref contents).ByStorage.GetValueOrDefault((group, plural));

    /// <summary>Serves the versions of one custom resource, in place of those served before.</summary>
    public void Register(IReadOnlyCollection<ResourceType> versions)
    {
        var first = versions.First();
        Change(types => [.. types.Where(type => !IsOf(type, first.Group, first.Plural)), .. versions]);
    }

    /// <summary>Serves a custom resource no more.</summary>
    public void Remove(string group, string plural) => Change(types => [.. types.Where(type => !IsOf(type, group, plural))]);

    private static bool IsOf(ResourceType type, string group, string plural) => type.IsCustom && type.Group == group && type.Plural == plural;

    private void Change(Func<IReadOnlyList<ResourceType>, List<ResourceType>> change)
    {
        lock (changing)
        {
            Volatile.Write(ref contents, new(change(contents.All)));
        }
    }

    /// <summary>The kinds of one moment, by all that they are looked for. Of two that claim one name the first has it.</summary>
    private sealed class Contents(List<ResourceType> all)
    {
        public IReadOnlyList<ResourceType> All => all;

        public Dictionary<(string Group, string Version, string Plural), ResourceType> ByPath { get; } =
            all.DistinctBy(PathOf).ToDictionary(PathOf);

        public Dictionary<(string ApiVersion, string Kind), ResourceType> ByKind { get; } =
            all.DistinctBy(KindOf).ToDictionary(KindOf);

        public Dictionary<(string Group, string Plural), ResourceType> ByStorage { get; } =
            all.Where(type => type.IsStorageVersion).DistinctBy(ResourceOf).ToDictionary(ResourceOf);

        private static (string Group, string Version, string Plural) PathOf(ResourceType type) => (type.Group, type.Version, type.Plural);

        private static (string ApiVersion, string Kind) KindOf(ResourceType type) => (type.ApiVersion, type.Kind);

        private static (string Group, string Plural) ResourceOf(ResourceType type) => (type.Group, type.Plural);
    }
}
