using System.Collections;
using System.Text.Json.Nodes;

namespace Autocura.Cluster;

/// <summary>Objects of one list, and whether there were more than were asked for: a list that was cut proves nothing about what is not in it.</summary>
public sealed class ObjectList(IReadOnlyList<JsonObject> objects, bool isCut) : IReadOnlyList<JsonObject>
{
    public bool IsCut { get; } = isCut;

    public int Count => objects.Count;

    public JsonObject this[int index] => objects[index];

    public IEnumerator<JsonObject> GetEnumerator() => objects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
