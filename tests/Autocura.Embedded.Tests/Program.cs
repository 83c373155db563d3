using Autocura.Embedded.Tests.Durable.Crash;

namespace Autocura.Embedded.Tests;

/// <summary>This assembly as a program: one life of a random story, in a process that can be killed.</summary>
internal static class Program
{
    public static async Task Main(string[] arguments) =>
        await LifeProcess.RunAsync(arguments[0], int.Parse(arguments[1]), int.Parse(arguments[2]));
}
