using Autocura.Diagnosis;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Support;

/// <summary>What was changed near the workload of <see cref="Some"/> shortly before the trouble, and what a release or a policy brought.</summary>
public static class Altered
{
    public static readonly DateTimeOffset At = Some.Noon - TimeSpan.FromMinutes(6);

    /// <summary>An object that is not as it was when all was well, with a known good to go back to.</summary>
    public static ObjectChange Changed(string kind, string name, ObjectRelation relation, params FieldChange[] fields) => new()
    {
        Target = new ObjectRef("v1", kind, kind is "Namespace" or "Node" or "StorageClass" ? "" : "shop", name) { Cluster = "test" },
        Kind = ChangeKind.Changed,
        At = At,
        By = "kubectl-edit",
        Relation = relation,
        Fields = fields,
        IsAgainstKnownGood = true,
        KnownGoodHash = "abc",
    };

    public static ObjectChange Created(this ObjectChange change) => change with { Kind = ChangeKind.Created, Fields = [], KnownGoodHash = "" };

    public static ObjectChange Deleted(this ObjectChange change) => change with { Kind = ChangeKind.Deleted, Fields = [], At = null };

    public static ObjectChange LongAgo(this ObjectChange change) => change with { At = Some.Noon - TimeSpan.FromDays(3), IsAgainstKnownGood = false, Fields = [], KnownGoodHash = "" };

    /// <summary>The same trouble after these changes, in a namespace that was well an hour ago.</summary>
    public static Evidence After(this Evidence evidence, params ObjectChange[] changes) =>
        evidence.Around(view => view with { Changes = changes, LastHealthyAt = Some.Noon - TimeSpan.FromHours(1) });

    public static Evidence Around(this Evidence evidence, Func<SurroundingsView, SurroundingsView> change) => evidence with { Surroundings = change(evidence.Surroundings ?? new SurroundingsView()) };

    public static Evidence Wanting(this Evidence evidence, Func<WorkloadView, WorkloadView> change) => evidence with { State = change(evidence.State!) };

    public static Evidence Saying(this Evidence evidence, string log) => evidence with
    {
        Pods = [.. evidence.Pods.Select(pod => pod with { Containers = [.. pod.Containers.Select(container => container with { Log = log })] })],
    };

    /// <summary>A third release that is out on both pods, which are ready: it came two minutes before the alert.</summary>
    public static Evidence RolledOut(this Evidence evidence, params string[] changes)
    {
        var shipped = Some.Noon - TimeSpan.FromMinutes(7);
        return evidence with
        {
            State = evidence.State! with { Revision = 3 },
            Pods = [.. evidence.Pods.Select(pod => pod with { Owner = "cart-3", Release = "cart-3", CreatedAt = shipped, ReadySince = shipped + TimeSpan.FromSeconds(20) })],
            Releases = [Some.Release(3) with { CreatedAt = shipped, Changes = changes }, .. evidence.Releases.Select(release => release with { Replicas = 0, ReadyReplicas = 0 })],
        };
    }
}
