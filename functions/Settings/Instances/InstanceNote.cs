namespace Autocura.Settings.Instances;

/// <summary>What was found of one side of an Instance: whether it is as it should be, why in a word that programs compare, and in a sentence for people.</summary>
public sealed record InstanceNote(bool IsWell, string Reason, string Message);
