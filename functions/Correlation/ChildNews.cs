using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>What a child tells its root: that it waits for it, or waits no longer. <paramref name="Root"/> is the episode it means.</summary>
public sealed record ChildNews(IncidentLink Child, string Root, bool Waits, IReadOnlyList<SignalType> Signals);
