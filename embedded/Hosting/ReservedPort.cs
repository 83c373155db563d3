using System.Net;
using System.Net.Sockets;
using Autocura.Embedded.Hosting.Settings;

namespace Autocura.Embedded.Hosting;

/// <summary>
/// A port taken before anything is started, so that a conflict is told at once and so that parts which must know each other's
/// address can be started one after the other.
/// </summary>
internal sealed class ReservedPort : IDisposable
{
    private ReservedPort(Socket socket) => Socket = socket;

    public Socket Socket { get; }

    public IPEndPoint EndPoint => (IPEndPoint)Socket.LocalEndPoint!;

    public Uri Url => new($"http://{EndPoint}");

    /// <summary>Takes the port; 0 takes any that is free.</summary>
    public static ReservedPort Take(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Windows would otherwise let two hosts listen on one port; elsewhere a port in use is refused as it is.
            if (OperatingSystem.IsWindows()) socket.ExclusiveAddressUse = true;
            socket.Bind(new IPEndPoint(address, port));
            return new ReservedPort(socket);
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new SettingsException(error.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"Port {port} of {address} is in use: stop what listens there, or choose another with --port."
                : $"Cannot listen on port {port} of {address}: {error.Message}", error);
        }
    }

    public void Dispose() => Socket.Dispose();
}
