namespace Autocura.Diagnosis;

/// <summary>
/// What is believed of a cause before anything is seen: its share among the 84 scenarios of two public fault suites at object level (AIOpsLab's 14
/// mitigation problems and 3 controls, ITBench's 67 scenarios). Laplace's rule of succession, (cases + 1) / (84 + 7), over the seven causes
/// named here, keeps a rare cause possible. A cause that the suites do not have takes zero cases.
/// </summary>
internal static class PriorShare
{
    private const int Scenarios = 84;
    private const int Causes = 7;

    /// <summary>An image that cannot be pulled: ITBench 20 and 56.</summary>
    public static readonly double BadImage = Of(2);

    /// <summary>A release whose containers crash: ITBench 23, 34, 40, 57, 60, 105; AIOpsLab auth_miss, misconfig_app, wrong_bin_usage.</summary>
    public static readonly double CrashAfterRelease = Of(9);

    /// <summary>Memory: ITBench 21, 22, 41, 46.</summary>
    public static readonly double OutOfMemory = Of(4);

    /// <summary>Replicas at zero: ITBench 58; AIOpsLab scale_pod_zero.</summary>
    public static readonly double ScaledToZero = Of(2);

    /// <summary>A target port that nothing listens on: ITBench 30; AIOpsLab target_port 1 to 3.</summary>
    public static readonly double ServicePortMismatch = Of(4);

    /// <summary>The controls: ITBench 37; AIOpsLab noop 1 to 3.</summary>
    public static readonly double NothingWrong = Of(4);

    /// <summary>All others: flags, chaos experiments, network policies, quotas, placement.</summary>
    public static readonly double Unknown = Of(59);

    private static double Of(int cases) => (cases + 1.0) / (Scenarios + Causes);
}
