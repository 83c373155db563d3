using System.Text.Json.Serialization;

namespace Autocura.Planning;

/// <summary>What a step does to its target; what takes it back follows from that.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WriteKind>))]
public enum WriteKind
{
    /// <summary>Fields change; the inverse is a patch too.</summary>
    Patch,

    /// <summary>The object is made; the inverse deletes the very object that was made.</summary>
    Create,

    /// <summary>The object is deleted; the inverse makes it anew as it was.</summary>
    Delete,

    /// <summary>Pods go, and their controllers make others: no declared state changes, so there is nothing to take back.</summary>
    Evict,
}
