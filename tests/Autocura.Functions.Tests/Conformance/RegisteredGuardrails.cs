using Autocura.Guardrails;
using Microsoft.Extensions.DependencyInjection;

namespace Autocura.Functions.Tests.Conformance;

/// <summary>The guardrails as the app registers them.</summary>
internal static class RegisteredGuardrails
{
    public static IReadOnlyList<IGuardrail> All()
    {
        using var services = new ServiceCollection().AddGuardrails().BuildServiceProvider();
        return [.. services.GetServices<IGuardrail>()];
    }
}
