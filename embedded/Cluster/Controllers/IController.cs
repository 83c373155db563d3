namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// A level-triggered controller: told which object to look at, it compares what is with what shall be and does the next thing. It never relies on having
/// seen the change that brought it there, so a restart which looks at everything once loses nothing.
/// </summary>
internal interface IController
{
    /// <summary>The name by which its writes are known, such as <c>deployment-controller</c>.</summary>
    string Name { get; }

    /// <summary>The objects that deserve a look after this change: its own kind, or the owner of what changed.</summary>
    IEnumerable<ObjectKey> Concerned(ObjectChange change);

    /// <summary>Does what is due for one object. Returns when to look again without being told, or null.</summary>
    DateTimeOffset? Reconcile(ObjectKey key);
}
