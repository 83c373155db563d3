namespace Autocura.Signals.Series;

/// <summary>A method that spoke of a point, and its share of the evidence: decades beyond what it says every day, or tenths of the range by which a record was broken.</summary>
public sealed record Witness(string Detector, double Evidence);
