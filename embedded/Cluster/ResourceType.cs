using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster;

/// <summary>One kind in one version, as discovery announces it: built in, or registered by a CustomResourceDefinition.</summary>
public sealed record ResourceType
{
    /// <summary>API group; empty for the core group.</summary>
    public required string Group { get; init; }

    /// <summary>Served version, such as <c>v1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>Kind in Pascal case.</summary>
    public required string Kind { get; init; }

    /// <summary>Plural as it stands in a path.</summary>
    public required string Plural { get; init; }

    /// <summary>Singular in lower case.</summary>
    public required string Singular { get; init; }

    /// <summary>Whether objects live in a namespace.</summary>
    public bool Namespaced { get; init; } = true;

    /// <summary>Names kubectl accepts in place of the plural.</summary>
    public IReadOnlyList<string> ShortNames { get; init; } = [];

    /// <summary>Groups of kinds, such as <c>all</c>.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether status is a subresource: written on its own, and kept when the rest is written.</summary>
    public bool HasStatus { get; init; }

    /// <summary>Where the scale subresource finds its numbers; null when the kind cannot be scaled.</summary>
    public ScalePaths? Scale { get; init; }

    /// <summary>Whether a change outside metadata and status bumps <c>metadata.generation</c>.</summary>
    public bool TracksGeneration { get; init; }

    /// <summary>Whether objects are kept; false for requests answered on the spot, such as a SelfSubjectAccessReview.</summary>
    public bool Stored { get; init; } = true;

    /// <summary>Whether objects are worked out when they are read: they can be got and listed, and nothing else.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Whether this is the version in which objects are kept.</summary>
    public bool IsStorageVersion { get; init; } = true;

    /// <summary>Group under which the objects are kept, where two groups show the same objects (events).</summary>
    public string? StorageGroup { get; init; }

    /// <summary>What objects of this kind look like.</summary>
    internal SchemaNode Schema { get; init; } = SchemaNode.Any;

    /// <summary>Fields of a custom resource, dotted from the root, that lists and watches can be narrowed by.</summary>
    public IReadOnlyList<string> SelectableFields { get; init; } = [];

    /// <summary>Columns a custom resource asks to be printed with.</summary>
    public IReadOnlyList<PrinterColumn> Columns { get; init; } = [];

    /// <summary>Group and version as they stand in an object's <c>apiVersion</c>.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>Plural and group as messages and CRD names spell them: <c>deployments.apps</c>, <c>pods</c>.</summary>
    public string GroupResource => Group.Length == 0 ? Plural : $"{Plural}.{Group}";

    /// <summary>Whether this kind was registered by a CustomResourceDefinition.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The key of an object of this kind.</summary>
    public ObjectKey Key(string? ns, string name) => new(StorageGroup ?? Group, Plural, Namespaced ? ns : null, name);
}

/// <summary>Paths of the scale subresource, dotted from the root of the object.</summary>
public sealed record ScalePaths(string SpecReplicas, string StatusReplicas, string? LabelSelector);

/// <summary>One column of the printed table: a JSONPath, a type, and a priority (above 0 only with <c>-o wide</c>).</summary>
public sealed record PrinterColumn(string Name, string Type, string Path, int Priority = 0)
{
    /// <summary>What the column shows, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>OpenAPI format of the value.</summary>
    public string Format { get; init; } = "";
}
