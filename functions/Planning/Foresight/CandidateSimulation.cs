using System.Security.Cryptography;
using System.Text;
using MathNet.Numerics.Distributions;

namespace Autocura.Planning.Foresight;

/// <summary>
/// Simulates what becomes of a workload when a candidate is carried out: a Monte-Carlo model whose futures differ in whether the cause is the true one, whether the remedy
/// cures it, how long pods take to start, how busy those are that remain meanwhile, and how soon failure is noticed.
/// </summary>
/// <remarks>
/// One future, all times in seconds after the action:
/// <list type="number">
/// <item>cured with P(cause) x chance of the remedy; harmed, whatever the cause, with the action's own risk: then users lose half of what is left to lose;</item>
/// <item>the change takes effect after T: for replaced pods wave after wave of (surge + unavailable), each as slow as the slowest of its LogNormal starts; for added
/// pods one wave; for a change of objects a few seconds;</item>
/// <item>meanwhile users lose what they lose now, or what the pods missing in a wave cannot carry: usage of the pods is uniform between 30 and 80 %;</item>
/// <item>cured: well at T, and measured to be well when the measuring window has forgotten the trouble;</item>
/// <item>not cured: noticed between the end of T and the time a remedy is given, taken back (pods replaced once more), and then lost as before until a person
/// comes, half an hour after the action.</item>
/// </list>
/// The generator is seeded by the incident and the attempt, and every candidate draws the same numbers: what differs between them is not luck.
/// </remarks>
internal sealed class CandidateSimulation(WorkloadModel model, ForesightTerms terms, string purpose)
{
    private const double UntilAPersonComes = 30 * 60;
    private const double LeastUse = 0.3;
    private const double MostUse = 0.8;
    private const double Harm = 0.5;

    // Controllers and proxies see a changed object within seconds.
    private const double ObjectMedian = 5;
    private const double ObjectSpread = 0.5;

    // Losing this much more than otherwise is nothing anybody would notice.
    private const double Noticeable = 1.05;

    private readonly int seed = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(purpose)));

    /// <param name="effect">What it does to the pods.</param>
    /// <param name="cures">Chance that it cures, 0 to 1: of the cause and of the remedy together.</param>
    /// <param name="risk">Chance that it does harm by itself, 0 to 1.</param>
    public Forecast Run(PodEffect effect, double cures, double risk)
    {
        var chance = new Random(seed);
        var futures = Enumerable.Range(0, Math.Max(1, terms.Iterations)).Select(_ => Future(effect, cures, risk, chance)).ToList();
        List<double> times = [.. futures.Where(future => future.WellAfter is not null).Select(future => future.WellAfter!.Value).Order()];
        return new Forecast
        {
            Iterations = futures.Count,
            Recovers = (double)times.Count / futures.Count,
            Worsens = (double)futures.Count(future => future.Lost > Otherwise * Noticeable) / futures.Count,
            FastSeconds = Quantile(times, 0.1),
            MedianSeconds = Quantile(times, 0.5),
            SlowSeconds = Quantile(times, 0.9),
            LostMinutes = Round(futures.Average(future => future.Lost) / 60),
            LostOtherwise = Round(Otherwise / 60),
            PodsStarted = Started(effect),
        };
    }

    private double Otherwise => model.Losing * UntilAPersonComes;

    private (double? WellAfter, double Lost) Future(PodEffect effect, double cures, double risk, Random chance)
    {
        // Every future draws the same numbers in the same order, whatever becomes of it.
        var (cured, harmed, use, noticed, lag) = (chance.NextDouble() < cures, chance.NextDouble() < risk, chance.NextDouble(), chance.NextDouble(), chance.NextDouble());
        var usage = LeastUse + (use * (MostUse - LeastUse));
        var (takes, lostMeanwhile) = TakeEffect(effect, usage, new Random(chance.Next()));
        var again = new Random(chance.Next());
        if (cured && !harmed)
        {
            return (takes + (terms.MeasureOver.TotalSeconds * (0.3 + (0.7 * lag))), lostMeanwhile);
        }

        var after = harmed ? model.Losing + ((1 - model.Losing) * Harm) : model.Losing;
        var until = takes + (noticed * Math.Max(0, terms.RecoverWithin.TotalSeconds - takes));
        var (back, lostGoingBack) = TakeEffect(effect, usage, again);
        var rest = Math.Max(0, UntilAPersonComes - until - back);
        return (null, lostMeanwhile + ((until - takes) * after) + Math.Max(lostGoingBack, back * model.Losing) + (rest * model.Losing));
    }

    /// <summary>How long the change takes, and what is lost during it.</summary>
    private (double Seconds, double Lost) TakeEffect(PodEffect effect, double usage, Random chance)
    {
        switch (effect)
        {
            case PodEffect.ReplacesAll when model.Replicas > 0:
                return Replace(usage, chance);
            case PodEffect.ReplacesOne or PodEffect.Adds or PodEffect.ReplacesAll:
                var started = Start(1, chance);
                return (started, started * Math.Max(model.Losing, effect == PodEffect.ReplacesOne ? Short(1, usage) : 0));
            default:
                var seen = LogNormal.Sample(chance, Math.Log(ObjectMedian), ObjectSpread);
                return (seen, seen * model.Losing);
        }
    }

    private (double Seconds, double Lost) Replace(double usage, Random chance)
    {
        var (seconds, lost) = (0.0, 0.0);
        var wave = Math.Max(1, model.Surge + model.Unavailable);
        for (var replaced = 0; replaced < model.Replicas; replaced += wave)
        {
            var pods = Math.Min(wave, model.Replicas - replaced);
            var took = Start(pods, chance);
            seconds += took;
            // Pods that do not serve now are not missed; those that are replaced already serve as the new ones do.
            var missing = Math.Max(0, Math.Min(pods, model.Unavailable) - Math.Max(0, model.Replicas - model.Ready));
            var broken = model.Losing * (model.Replicas - replaced) / model.Replicas;
            lost += took * Math.Max(broken, Short(missing, usage));
        }

        return (seconds, lost);
    }

    /// <summary>Share of the requests that the pods cannot carry while some of them are missing.</summary>
    private double Short(int missing, double usage)
    {
        var serving = Math.Max(0, Math.Max(1, model.Ready) - missing);
        var needed = usage * Math.Max(1, model.Replicas);
        return serving >= needed ? 0 : 1 - (serving / needed);
    }

    /// <summary>Until the slowest of some pods is ready.</summary>
    private double Start(int pods, Random chance)
    {
        var slowest = 0.0;
        for (var pod = 0; pod < pods; pod++)
        {
            slowest = Math.Max(slowest, LogNormal.Sample(chance, Math.Log(model.StartMedian), model.StartSpread));
        }

        return slowest;
    }

    private int Started(PodEffect effect) => effect switch
    {
        PodEffect.ReplacesAll => model.Replicas,
        PodEffect.ReplacesOne or PodEffect.Adds => 1,
        _ => 0,
    };

    private static double? Quantile(List<double> sorted, double share) => sorted.Count == 0 ? null : Math.Round(sorted[(int)Math.Min(sorted.Count - 1, share * sorted.Count)], 1);

    private static double Round(double value) => Math.Round(value, 3);
}
