namespace Autocura.Statistics;

/// <summary>
/// Wald's sequential probability ratio test of a proportion (1945): after each look at what has been counted so far, is it the good proportion, the bad one, or not
/// to be told yet? It may be asked as often as one likes: the chance to ever say "bad" where it is good is at most alpha / (1 - beta), to say "good" where it
/// is bad at most beta / (1 - alpha).
/// </summary>
public sealed record SequentialProportion(double Good, double Bad, double Alpha = 0.001, double Beta = 0.001)
{
    /// <summary>What the counts say: <paramref name="hits"/> of <paramref name="all"/>; fractions are allowed, as rates over windows give them.</summary>
    public SequentialVerdict Judge(double hits, double all)
    {
        if (!(Good > 0 && Bad < 1 && Good < Bad) || !(all > 0) || !(hits >= 0))
        {
            return SequentialVerdict.Undecided;
        }

        var ratio = (hits * Math.Log(Bad / Good)) + ((all - hits) * Math.Log((1 - Bad) / (1 - Good)));
        return ratio >= Math.Log((1 - Beta) / Alpha) ? SequentialVerdict.Bad
            : ratio <= Math.Log(Beta / (1 - Alpha)) ? SequentialVerdict.Good
            : SequentialVerdict.Undecided;
    }
}

/// <summary>What a sequential test says so far.</summary>
public enum SequentialVerdict
{
    Undecided,
    Good,
    Bad,
}
