namespace Autocura.Diagnosis.Advising;

/// <summary>What a language model is asked about.</summary>
/// <param name="Evidence">All that was read.</param>
/// <param name="Diagnosis">What the rules make of it.</param>
/// <param name="Within">How long it may take, all in all.</param>
public sealed record AdviceRequest(Evidence Evidence, RankedHypotheses Diagnosis, TimeSpan Within);
