namespace Autocura.Diagnosis;

/// <summary>
/// How likely a remedy cures when its cause is the true one. Three grades and no finer: nothing finer is known before this system's own record of
/// successes says more.
/// </summary>
public static class CureChance
{
    /// <summary>It takes the cause away: the release that brought it, the replicas that are missing.</summary>
    public const double Likely = 0.85;

    /// <summary>It takes the cause away if a further assumption holds.</summary>
    public const double Fair = 0.5;

    /// <summary>It sometimes helps, and nobody can say why.</summary>
    public const double Weak = 0.15;
}
