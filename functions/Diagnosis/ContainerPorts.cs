using System.Globalization;

namespace Autocura.Diagnosis;

/// <summary>Where a Service's port leads: the one place that knows how a target port is matched with what containers declare.</summary>
internal static class ContainerPorts
{
    /// <summary>
    /// A name must be declared, or the cluster itself finds no endpoint. A number may work without being declared, so where the containers declare
    /// no port at all nothing can be told.
    /// </summary>
    public static PortMeeting Meets(ServicePortView port, IReadOnlyList<ContainerView> containers)
    {
        var declared = containers.SelectMany(container => container.Ports).ToList();
        if (NumberOf(port) is not { } number)
        {
            return declared.Exists(candidate => candidate.Name == port.TargetPort) ? PortMeeting.Declared : PortMeeting.None;
        }

        return declared.Exists(candidate => candidate.Number == number) ? PortMeeting.Declared
            : declared.Count == 0 ? PortMeeting.CannotTell
            : PortMeeting.None;
    }

    /// <summary>The target port as a number, or null when it is a name.</summary>
    public static int? NumberOf(ServicePortView port) =>
        int.TryParse(port.TargetPort, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Whether a Service's port leads to a port that a container declares.</summary>
internal enum PortMeeting
{
    Declared,
    None,
    CannotTell,
}
