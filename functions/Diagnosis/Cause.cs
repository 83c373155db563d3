namespace Autocura.Diagnosis;

/// <summary>The causes that can be named. They stand in records and histories, so a name never changes.</summary>
public static class Cause
{
    // What a release brought.
    public const string BadImage = "BadImage";
    public const string WrongArchitecture = "WrongArchitecture";
    public const string BadCommand = "BadCommand";
    public const string WrongBinary = "WrongBinary";
    public const string CrashAfterRelease = "CrashAfterRelease";
    public const string DegradedByRelease = "DegradedByRelease";
    public const string HangingInitContainer = "HangingInitContainer";
    public const string WrongProbe = "WrongProbe";
    public const string WrongAddress = "WrongAddress";
    public const string NameResolution = "NameResolution";

    // What it is configured with.
    public const string MalformedConfiguration = "MalformedConfiguration";
    public const string MissingConfiguration = "MissingConfiguration";
    public const string ConfigurationChanged = "ConfigurationChanged";
    public const string FeatureFlag = "FeatureFlag";
    public const string WrongCredentials = "WrongCredentials";
    public const string TlsRequired = "TlsRequired";
    public const string CertificateExpired = "CertificateExpired";
    public const string OperatorMisconfigured = "OperatorMisconfigured";
    public const string AdmissionWebhook = "AdmissionWebhook";

    // Where its pods cannot run.
    public const string Unschedulable = "Unschedulable";
    public const string InsufficientCapacity = "InsufficientCapacity";
    public const string CordonedNodes = "CordonedNodes";
    public const string Preempted = "Preempted";
    public const string QuotaExceeded = "QuotaExceeded";
    public const string NodeNotReady = "NodeNotReady";
    public const string NodePressure = "NodePressure";
    public const string NoisyNeighbour = "NoisyNeighbour";
    public const string DisruptionBudgetDeadlock = "DisruptionBudgetDeadlock";
    public const string MissingVolumeClaim = "MissingVolumeClaim";
    public const string VolumeReleased = "VolumeReleased";
    public const string StorageClassMissing = "StorageClassMissing";

    // What it has too little of.
    public const string OutOfMemory = "OutOfMemory";
    public const string MemoryLeak = "MemoryLeak";
    public const string CpuThrottling = "CpuThrottling";
    public const string TrafficSurge = "TrafficSurge";
    public const string ConnectionPoolExhausted = "ConnectionPoolExhausted";
    public const string ScaledToZero = "ScaledToZero";
    public const string AutoscalerMisconfigured = "AutoscalerMisconfigured";
    public const string AutoscalerWithoutMetrics = "AutoscalerWithoutMetrics";

    // What keeps requests from it, or it from what it calls.
    public const string ServicePortMismatch = "ServicePortMismatch";
    public const string ServiceSelectorMismatch = "ServiceSelectorMismatch";
    public const string ServiceMissing = "ServiceMissing";
    public const string BlockedTraffic = "BlockedTraffic";
    public const string MeshExcluded = "MeshExcluded";
    public const string StrictMutualTls = "StrictMutualTls";
    public const string ApiServerFlooded = "ApiServerFlooded";
    public const string ChaosExperiment = "ChaosExperiment";

    /// <summary>What it calls is in trouble: the origin is to be looked for there.</summary>
    public const string DependencyDown = "DependencyDown";

    /// <summary>Nothing is wrong any more (or never was): doing nothing is the right answer.</summary>
    public const string NothingWrong = "NothingWrong";

    /// <summary>Something is wrong and none of the rules explains it: a person must look.</summary>
    public const string Unknown = "Unknown";
}
