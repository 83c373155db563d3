using System.Net;
using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>What could not be read, once each: a refusal is a gap, silence of the server ends the sweep.</summary>
internal sealed class SweepGaps
{
    private const int Most = 12;
    private readonly SortedDictionary<string, string> reasons = new(StringComparer.Ordinal);

    public IReadOnlyList<string> All => [.. reasons.Take(Most).Select(gap => $"{gap.Key}: {gap.Value}"), .. reasons.Count > Most ? [$"and {reasons.Count - Most} more"] : Array.Empty<string>()];

    /// <summary>What a detector finds; one that breaks on something odd is a gap, and keeps no other from looking.</summary>
    public List<Finding> Detect(ISweepDetector detector, SweepScene scene)
    {
        try
        {
            return [.. detector.Detect(scene)];
        }
        catch (Exception broken)
        {
            reasons.TryAdd(detector.GetType().Name, $"it broke on namespace {scene.Namespace}: {broken.Message}");
            return [];
        }
    }

    /// <summary>False when the kind may not be read there. A kind that is not served has no objects, which is an answer.</summary>
    public async Task<bool> TryAsync(SweepList list, string ns, Func<Task> readAsync)
    {
        try
        {
            await readAsync();
            return true;
        }
        catch (ClusterException missing) when (list.IsOptional && missing.IsNotFound)
        {
            return true;
        }
        catch (ClusterException refused) when (!refused.IsTransient)
        {
            if (ns.Length == 0) reasons.TryAdd(list.Kind.Plural, $"{refused.Message}{Advice(list, refused)}");
            else if (!reasons.ContainsKey(list.Kind.Plural)) reasons.TryAdd($"{list.Kind.Plural} in {ns}", refused.Message);
            return false;
        }
    }

    /// <summary>Nodes lie in no namespace: whose rights are for some alone does without them.</summary>
    private static string Advice(SweepList list, ClusterException refused) => refused.Status == HttpStatusCode.Forbidden && list.Part != SceneParts.Nodes
        ? " (Cluster:Namespaces names those that may be read, where the rights are for some alone)"
        : "";
}

/// <summary>What a sweep has asked for, what it was not told, and how many objects it asks for at a time.</summary>
internal sealed record SweepNotes(SweepCounter Counter, SweepGaps Gaps, int PageSize);
