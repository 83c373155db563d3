using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications.Conditions;

/// <summary>
/// One kind of thing that kills containers or puts them out of service, such as chaos on pods. The kubelet asks whenever it looks at a pod, and looks at a
/// pod again when told to by <see cref="Concerned"/> and at <see cref="NextChange"/>.
/// </summary>
internal interface IPodDisturbance
{
    Disturbance Of(JsonObject pod, string container);

    /// <summary>The pods whose containers may be disturbed, or no longer be, since this change.</summary>
    IEnumerable<ObjectKey> Concerned(ObjectChange change);

    /// <summary>When answers change without any object changing (the end of an experiment's duration); null when they do not.</summary>
    DateTimeOffset? NextChange { get; }
}
