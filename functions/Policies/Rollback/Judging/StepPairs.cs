namespace Autocura.Policies.Rollback.Judging;

/// <summary>
/// Which step here is compared with which step of what runs beside it: the same one where both were measured; of the others each with the nearest one, at most
/// <see cref="Apart"/> steps away, that has no partner either. So gaps cost samples only where they leave nothing to compare with.
/// </summary>
internal static class StepPairs
{
    // What befalls both lasts longer than this, as a rule.
    private const int Apart = 3;

    /// <returns>In the order of time.</returns>
    public static IReadOnlyList<(int Here, int There)> Of(MetricSamples here, MetricSamples there)
    {
        int[] single = [.. here.Measured().Where(step => !there.IsMeasured(step))];
        List<int> others = [.. there.Measured().Where(step => !here.IsMeasured(step))];
        List<(int Here, int There)> pairs = [.. here.Measured().Where(there.IsMeasured).Select(step => (step, step))];
        foreach (var step in single)
        {
            var nearest = others.FindIndex(other => Math.Abs(other - step) <= Apart);
            if (nearest < 0) continue;
            pairs.Add((step, others[nearest]));
            others.RemoveAt(nearest);
        }

        return [.. pairs.OrderBy(pair => pair.Here)];
    }
}
