using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Remediation;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>One step of a plan that took effect, as the cluster saw it.</summary>
/// <param name="Host">The host that did it.</param>
/// <param name="Plan">The plan's id.</param>
/// <param name="Key">The step's key; empty where the object is gone that would carry it.</param>
/// <param name="Done">The change.</param>
/// <param name="Undone">The change that took it back; null when it stands.</param>
internal sealed record Deed(string Host, string Plan, string Key, Sighting Done, Sighting? Undone)
{
    private const string UndoSuffix = "/undo";

    /// <summary>What was changed, as locks name it.</summary>
    public string Target => NameOf(Done);

    /// <summary>All of a run, oldest first.</summary>
    public static IReadOnlyList<Deed> Of(ChaosRecord record)
    {
        var locks = Locks.Of(record);
        var deeds = new List<Deed>();
        foreach (var seen in record.Seen.Where(seen => seen.By.Length > 0 && seen.Key.Namespace != ChaosRecord.Own))
        {
            var (before, after) = (KeyOf(seen.Before), KeyOf(seen.After));
            if (seen.After is null)
            {
                deeds.Add(new Deed(HostOf(seen.By), locks.PlanHolding(NameOf(seen), seen.Version), "", seen, null));
            }
            else if (after != before && after.EndsWith(UndoSuffix, StringComparison.Ordinal))
            {
                var undone = deeds.FindLastIndex(deed => deed.Undone is null && (deed.Key == after[..^UndoSuffix.Length] || (deed.Key.Length == 0 && deed.Done.Key == seen.Key)));
                if (undone >= 0)
                {
                    deeds[undone] = deeds[undone] with { Undone = seen };
                }
            }
            else if (after.Length > 0 && after != before)
            {
                deeds.Add(new Deed(HostOf(seen.By), after[..after.LastIndexOf('/')], after, seen, null));
            }
        }

        return deeds;
    }

    /// <summary>The object of a change, as locks name it.</summary>
    public static string NameOf(Sighting seen)
    {
        var kind = (seen.After ?? seen.Before)!["kind"]!.GetValue<string>();
        return seen.Key.Namespace is { } ns ? $"{kind} {ns}/{seen.Key.Name}" : $"{kind} {seen.Key.Name}";
    }

    private static string HostOf(string agent) => agent.Replace(ChaosHost.UserAgent, "host", StringComparison.Ordinal);

    private static string KeyOf(JsonObject? found) => found?["metadata"]?["annotations"]?[ObjectEdit.KeyAnnotation]?.GetValue<string>() ?? "";
}
