using Autocura.Policies;
using Autocura.Policies.Rollback.Judging;

namespace Autocura.Benchmarks.Numbers.Rollback;

/// <summary>A release after some of its samples, as judges see it. What ours says is found once for all that read it.</summary>
internal sealed class Look
{
    private readonly ReleaseCase release;
    private readonly Lazy<ReleaseJudgement> judged;
    private readonly Lazy<ReleaseJudgement> judgedAfter;

    public Look(ReleaseCase release, int samples)
    {
        this.release = release;
        Release = release.Release.First(samples);
        Before = release.IsBeside ? release.Before.First(samples) : release.Before;
        judged = new(() => Judge(release.IsBeside));
        judgedAfter = new(() => Judge(beside: false));
    }

    public Arm Release { get; }

    public Arm Before { get; }

    /// <summary>Ours, told whether the release before was measured at the same time.</summary>
    public ReleaseJudgement Judged => judged.Value;

    /// <summary>Ours, as if the release before had been measured before.</summary>
    public ReleaseJudgement JudgedAfter => judgedAfter.Value;

    private ReleaseJudgement Judge(bool beside)
    {
        var there = beside ? Before : release.Before;
        ReleaseMetric Metric(string name, double weight, Func<Arm, MetricSamples> of) =>
            new() { Name = name, Weight = weight, Threshold = 0, Since = of(Release), Reference = of(there), Beside = beside };
        return ReleaseJudge.Judge(
        [
            Metric("error_rate", Rollback.Judge.ErrorWeight, arm => new MetricSamples(arm.Errors, arm.Requests)),
            Metric("latency_p95", Rollback.Judge.LatencyWeight, arm => new MetricSamples(arm.Latency)),
            Metric("success_rate", Rollback.Judge.SuccessWeight, arm => new MetricSamples([.. arm.Errors.Select(share => 1 - share)], arm.Requests)) with
            {
                Comparison = Comparison.LessThan,
                Threshold = 1.1,
            },
        ]);
    }
}
