using System.Globalization;

namespace Autocura.Forecasting.Capacity;

/// <summary>
/// Turns forecasts into replicas: as many as carry the load of now and, with the probability asked for, the highest load until more could be there. The forecast only adds: it never
/// asks for fewer than the load of now does, and what is not known changes nothing.
/// </summary>
/// <remarks>
/// With probability p the load stays below its quantile q(p), so ceil(q(p) / threshold) replicas are short in a share of about 1 - p of all moments, and the cost of that certainty is what the
/// load's own restlessness makes it: a steady load gets little headroom, a restless one much. Blind headroom gives both the same.
/// Replicas that the median forecast asks for again within the hold time are kept; none are added for it.
/// </remarks>
public static class CapacityRecommender
{
    private const double Middle = 0.5;

    // A threshold that divides the load exactly does not need one replica more for a rounding error.
    private const double Rounding = 1e-9;

    /// <exception cref="ArgumentException">The terms are wrong.</exception>
    public static CapacityRecommendation Recommend(CapacityTerms terms, CapacitySight sight)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(sight);
        if (!(terms.Threshold > 0)) throw new ArgumentException($"The threshold is {terms.Threshold}; it must be above 0.", nameof(terms));
        if (terms.MinReplicas < 0 || terms.MaxReplicas < Math.Max(1, terms.MinReplicas)) throw new ArgumentException($"Between {terms.MinReplicas} and {terms.MaxReplicas} there is no number of replicas.", nameof(terms));
        if (sight.Load is not { } load || !double.IsFinite(load)) return new CapacityRecommendation(sight.Replicas, sight.Replicas, double.NaN, false, $"{(sight.Gap.Length > 0 ? sight.Gap : "the load is not known")}: the number of replicas stays");

        var reactive = Bounded(load, terms);
        var foreseen = sight.Near is { Bands: [{ Values: [.., var last] }, ..] } && double.IsFinite(last) ? last : (double?)null;
        var near = Math.Max(load, foreseen ?? load);
        var needed = Bounded(near, terms);
        if (foreseen is null && sight.Replicas > needed)
        {
            var kept = Math.Clamp(sight.Replicas, terms.MinReplicas, terms.MaxReplicas);
            return new CapacityRecommendation(kept, reactive, load, false, $"{(sight.Near is { Reason.Length: > 0 } why ? why.Reason : "there is no forecast")}: no replica is taken away");
        }

        var held = sight.Replicas > needed ? Held(terms, sight) : 0;
        return held > needed
            ? new CapacityRecommendation(Math.Min(sight.Replicas, held), reactive, near, true, Told($"{sight.Replicas} replicas are kept: {held} are needed again within {terms.HoldTime.TotalMinutes:0} min"))
            : new CapacityRecommendation(needed, reactive, near, true, Told($"the load is {load:0.##}, and stays below {near:0.##} for {terms.Lead.TotalMinutes:0.#} min with a probability of {terms.Probability:0.#%}"));
    }

    private static int Held(CapacityTerms terms, CapacitySight sight) => sight.Far is not { Bands.Count: > 0 } far ? 0 : far.Bands
        .Where(band => band.Level == Middle)
        .SelectMany(band => band.Values.Take(Math.Max(1, (int)Math.Ceiling(terms.HoldTime / far.Step))))
        .Select(load => Bounded(load, terms)).DefaultIfEmpty(0).Max();

    private static int Bounded(double load, CapacityTerms terms)
    {
        var needed = load <= terms.ActivationThreshold ? 0 : Math.Ceiling((load / terms.Threshold) - Rounding);
        return (int)Math.Clamp(needed, terms.MinReplicas, terms.MaxReplicas);
    }

    private static string Told(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
