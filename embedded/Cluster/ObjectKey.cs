namespace Autocura.Embedded.Cluster;

/// <summary>Names one stored object. The version is not part of it: one object is served in every version of its kind.</summary>
public readonly record struct ObjectKey(string Group, string Plural, string? Namespace, string Name)
{
    /// <summary>The key of a core object, such as a pod or a service.</summary>
    public static ObjectKey Core(string plural, string? ns, string name) => new("", plural, ns, name);

    /// <summary>The key of an object of the apps group, such as a deployment.</summary>
    public static ObjectKey Apps(string plural, string ns, string name) => new("apps", plural, ns, name);

    /// <inheritdoc />
    public override string ToString()
    {
        var resource = Group.Length == 0 ? Plural : $"{Plural}.{Group}";
        return Namespace is null ? $"{resource}/{Name}" : $"{resource}/{Namespace}/{Name}";
    }
}
