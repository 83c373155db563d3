using Autocura.Signals;

namespace Autocura.Cluster.Sweep;

/// <summary>What could not be read, once each: a refusal is a gap, silence of the server ends the sweep.</summary>
internal sealed class SweepGaps
{
    private const int Most = 12;
    private readonly Dictionary<string, string> reasons = [];

    public IReadOnlyList<string> All => [.. reasons.Take(Most).Select(gap => $"{gap.Key}: {gap.Value}")];

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

    /// <summary>False when the kind may not be read. A kind that is not served has no objects, which is an answer.</summary>
    public async Task<bool> TryAsync(SweepList list, Func<Task> readAsync)
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
            reasons.TryAdd(list.Kind.Plural, refused.Message);
            return false;
        }
    }
}
