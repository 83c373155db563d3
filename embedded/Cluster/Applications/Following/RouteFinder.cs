using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Effects;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications.Following;

/// <summary>Finds the ways of one application's calls: from each pod that calls, by the address it has read, to each pod that the address leads to.</summary>
internal sealed class RouteFinder(Application application, IReadOnlyList<Instance> instances, AddressBook addresses, ContainerProfiles profiles, ConditionSet conditions)
{
    private readonly FlagBoard flags = profiles.Flags(application);
    private readonly Dictionary<Instance, EffectSubject> subjects = [];
    private readonly ILookup<string, Instance> byPod = instances.ToLookup(instance => instance.Uid);

    /// <summary>The first containers of the ready pods of a workload: those that make its calls.</summary>
    public IReadOnlyList<Instance> Ready(string workload) =>
        Ready(name => name == workload);

    /// <summary>The same of all workloads of a service.</summary>
    public IReadOnlyList<Instance> Ready(ApplicationService service) => Ready(service.RunsIn);

    /// <summary>The ways to a service from each of its callers, in equal parts; from outside of the cluster, when there are none.</summary>
    public List<Route> To(ApplicationService callee, IReadOnlyList<Instance> callers, string? variable, string? caller = null)
    {
        if (callers.Count == 0)
        {
            return caller is null ? From(null, 1, callee, variable, caller) : [];
        }

        return [.. callers.SelectMany(from => From(from, 1.0 / callers.Count, callee, variable, caller))];
    }

    /// <summary>The ways by which messages come to those that take them from a queue: they connect to it, and not it to them.</summary>
    public List<Route> FromQueue(ApplicationService queue, ApplicationService consumer)
    {
        var consumers = Ready(consumer);
        return consumers.Count == 0
            ? [new Route(1, null, Broken.NoEndpoints, HopConditions.Clear)]
            : [.. consumers.Select(from => Fetch(from, 1.0 / consumers.Count, queue, consumer))];
    }

    /// <summary>How many more calls than usual are made, by the effects on them.</summary>
    public double CallsFactor(ApplicationService caller, ApplicationService callee)
    {
        var subject = Ready(caller) is [var first, ..] ? Subject(first) : null;
        return On(caller.Name, callee.Name).Where(effect => effect.Do.RequestsFactor != 1 && EffectTest.Holds(effect, flags, subject))
            .Aggregate(1.0, (factor, effect) => factor * effect.Do.RequestsFactor);
    }

    private List<Instance> Ready(Func<string, bool> isOne) =>
        [.. instances.Where(instance => isOne(instance.Workload) && PodTemplates.IsReady(instance.Pod)).DistinctBy(instance => instance.Uid)];

    private List<Route> From(Instance? from, double weight, ApplicationService callee, string? variable, string? caller)
    {
        var known = variable is null || from is null ? null : Subject(from).Config.Variable(variable);
        var address = variable is null || from is null || known is null ? Usual(callee, variable, from) : Address.Parse(known, callee.Port ?? 0);
        if (address is null)
        {
            return [new Route(weight, null, Broken.NoAddress, HopConditions.Clear) { Address = variable }];
        }

        var found = addresses.Find(from?.Pod, application.Namespace, address);
        return found.Pods.Count == 0
            ? [new Route(weight, null, found.Why, HopConditions.Clear) { Address = address.ToString() }]
            : [.. found.Pods.Select(pod => Route(from, weight / found.Pods.Count, new Target(pod, found.Port, address), callee, caller))];
    }

    private Route Route(Instance? from, double weight, Target target, ApplicationService callee, string? caller)
    {
        var hop = conditions.Of(new Hop(from?.Pod, target.Pod, target.Port));
        var listener = byPod[target.Pod.Uid()].FirstOrDefault(instance => instance.Listens(target.Port));
        var broken = listener is null ? Broken.Refused : callee.RunsIn(listener.Workload) ? Broken.Not : Broken.WrongService;
        var route = new Route(weight, listener, broken, hop) { Address = target.Address.ToString() };
        return caller is null || listener is null ? route : UnderEffects(route, On(caller, callee.Name), from, listener);
    }

    private Route Fetch(Instance from, double weight, ApplicationService queue, ApplicationService consumer)
    {
        var ways = From(from, weight, queue, consumer.Consumes!.Address, null);
        var good = ways.Find(way => way.Broken == Broken.Not) ?? ways[0];
        var route = good with { Weight = weight, To = good.Broken == Broken.Not ? from : null };
        return route.To is null ? route : UnderEffects(route, On(queue.Name, consumer.Name), from, from);
    }

    private IEnumerable<Effect> On(string caller, string callee) => application.Effects.Where(effect => effect.On.Caller == caller && effect.On.Service == callee);

    private Route UnderEffects(Route route, IEnumerable<Effect> effects, Instance? from, Instance to)
    {
        foreach (var effect in effects.Where(effect => EffectTest.Holds(effect, flags, from is null ? null : Subject(from), Subject(to))))
        {
            var times = effect.Times(flags);
            route = route with
            {
                Conditions = route.Conditions.And(new HopConditions
                {
                    Failed = Math.Min(1, effect.Do.ErrorRate * times),
                    Refused = effect.Do.Refuse ? 1 : 0,
                    DelayMs = effect.Do.DelayMs * times,
                }),
                LatencyFactor = route.LatencyFactor * effect.Do.LatencyFactor,
                Log = [.. route.Log, .. effect.Do.Log],
            };
        }

        return route;
    }

    /// <summary>By which name and port a service is called by who was told nothing else. Who should have been told and was not has no address.</summary>
    private Address? Usual(ApplicationService callee, string? variable, Instance? from) =>
        variable is not null && from is not null ? null : new Address(from is null ? $"{callee.Name}.{application.Namespace}" : callee.Name, callee.Port ?? 0);

    private EffectSubject Subject(Instance instance)
    {
        if (!subjects.TryGetValue(instance, out var subject))
        {
            subjects[instance] = subject = profiles.Subject(instance.Pod, instance.Container);
        }

        return subject;
    }

    private sealed record Target(JsonObject Pod, int Port, Address Address);
}
