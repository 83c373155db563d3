namespace Autocura.Diagnosis;

/// <summary>The causes that can be named. They stand in records and histories, so a name never changes.</summary>
public static class Cause
{
    public const string BadImage = "BadImage";
    public const string CrashAfterRelease = "CrashAfterRelease";
    public const string OutOfMemory = "OutOfMemory";
    public const string ScaledToZero = "ScaledToZero";
    public const string ServicePortMismatch = "ServicePortMismatch";

    /// <summary>Nothing is wrong any more (or never was): doing nothing is the right answer.</summary>
    public const string NothingWrong = "NothingWrong";

    /// <summary>Something is wrong and none of the rules explains it: a person must look.</summary>
    public const string Unknown = "Unknown";
}
