namespace Autocura.Diagnosis;

/// <summary>One cause that can be recognised from evidence. Pure: same evidence, same answer.</summary>
public interface IDiagnosisRule
{
    /// <summary>The cause this rule speaks for, one of <see cref="Cause"/>.</summary>
    string Cause { get; }

    /// <summary>How often this is the cause when an alert comes, before anything is seen: above 0, below 1. See <see cref="PriorShare"/>.</summary>
    double Prior => PriorShare.Of(Cause);

    /// <summary>
    /// The cause as hypotheses with their clues and remedies, one for each object that may be at fault; none when nothing at all speaks for it. They share
    /// the prior. The probability is set by <see cref="Diagnoser"/>, which weighs all hypotheses together.
    /// </summary>
    IEnumerable<Hypothesis> Consider(Evidence evidence);
}
