using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>Finds the pods whose strain a change has altered: what strains them is told by ConfigMaps and by custom resources, not by the pods themselves.</summary>
internal sealed class StrainWatch(ObjectStore store, ConditionSet conditions)
{
    private const string OwnGroup = "cognitiva.io";
    private readonly Dictionary<string, List<Strain>> known = [];

    public IEnumerable<ObjectKey> Concerned(ObjectChange change)
    {
        var mayStrain = conditions.Strains.Count > 0
            && (change.Key is { Group: "", Plural: "configmaps" }
                || (!change.Key.Group.EndsWith(OwnGroup, StringComparison.Ordinal) && store.Catalog.FindStorage(change.Key.Group, change.Key.Plural) is { IsCustom: true }));
        return mayStrain ? Altered() : [];
    }

    private List<ObjectKey> Altered()
    {
        var altered = new List<ObjectKey>();
        var alive = new HashSet<string>();
        foreach (var pod in store.List("", "pods").Where(pod => pod.Text("status", "phase") is "Running" or "Pending" && pod.Text("spec", "nodeName") is not null))
        {
            alive.Add(pod.Uid());
            List<Strain> strains = [.. pod.Objects("spec", "containers").Select(container => conditions.Of(pod, container.Text("name")!))];
            if (!strains.SequenceEqual(known.GetValueOrDefault(pod.Uid()) ?? Enumerable.Repeat(Strain.None, strains.Count)))
            {
                altered.Add(ObjectKey.Core("pods", pod.Namespace(), pod.Name()));
            }

            known[pod.Uid()] = strains;
        }

        foreach (var gone in known.Keys.Where(uid => !alive.Contains(uid)).ToList())
        {
            known.Remove(gone);
        }

        return altered;
    }
}
