using Autocura.Signals.Detectors;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Signals;

/// <summary>Registers what a sweep looks for: one line a detector.</summary>
public static class SignalsSetup
{
    public static IServiceCollection AddSignals(this IServiceCollection services) => services
        .AddSingleton<ISweepDetector, RestartsRisingDetector>()
        .AddSingleton<ISweepDetector, ContainerOutOfMemoryDetector>()
        .AddSingleton<ISweepDetector, PodsNotReadyDetector>()
        .AddSingleton<ISweepDetector, RolloutDetector>()
        .AddSingleton<ISweepDetector, ImagePullDetector>()
        .AddSingleton<ISweepDetector, ContainerConfigDetector>()
        .AddSingleton<ISweepDetector, PodsUnschedulableDetector>()
        .AddSingleton<ISweepDetector, ScaledToZeroDetector>()
        .AddSingleton<ISweepDetector, ServiceWithoutEndpointsDetector>()
        .AddSingleton<ISweepDetector, ClaimPendingDetector>()
        .AddSingleton<ISweepDetector, QuotaDetector>()
        .AddSingleton<ISweepDetector, OperatorRefusedDetector>()
        .AddSingleton<ISweepDetector, AutoscalerAtMaximumDetector>()
        .AddSingleton<ISweepDetector, AutoscalerWithoutMetricsDetector>()
        .AddSingleton<ISweepDetector, NodeTroubleDetector>()
        .AddSingleton<ISweepDetector, JobFailedDetector>()
        .AddSingleton<ISweepDetector, DriftFightDetector>();
}
