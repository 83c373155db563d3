namespace Autocura.Forecasting.Capacity;

/// <summary>How many replicas a workload should have now, and why.</summary>
/// <param name="Replicas">The number.</param>
/// <param name="Reactive">What the load of now asks for by itself: the recommendation is never less, the greatest number apart.</param>
/// <param name="ExpectedLoad">The load that the number is enough for.</param>
/// <param name="IsFresh">False when it rests on nothing new: then it is the number that is there.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record CapacityRecommendation(int Replicas, int Reactive, double ExpectedLoad, bool IsFresh, string Reason);
