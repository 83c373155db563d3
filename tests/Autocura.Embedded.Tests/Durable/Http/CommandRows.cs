namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>raiseEvent, terminate, suspend and resume.</summary>
internal static class CommandRows
{
    private static readonly Given[] Ended = [Given.Done, Given.Failed, Given.Terminated];

    public static IEnumerable<ManagementRow> All => [.. Events, .. Terminations, .. Suspensions];

    private static IEnumerable<ManagementRow> Events =>
    [
        Raised("\"yes\"") with { Then = """{"runtimeStatus":"Completed","output":"yes"}""" },
        Raised("""{"said":["é","日本",1.50]}""") with { Then = """{"output":{"said":["é","日本",1.50]}}""" },
        Raised("null") with { Then = """{"runtimeStatus":"Completed","output":null}""" },
        Raised("1") with { Request = "POST instances/{id}/raiseEvent/WORD", Then = """{"output":1}""" },
        Raised("1") with { Request = "POST instances/{id}/RaiseEvent/word?taskHub=Hub&connection=Storage", Then = """{"output":1}""" },
        Raised("2") with { ContentType = "application/json; charset=utf-8", Then = """{"output":2}""" },
        Raised("3") with { ContentType = "Application/JSON", Then = """{"output":3}""" },
        Raised("1") with { Request = "POST instances/{id}/raiseEvent/other%20name", Why = "nobody waits for it", Then = """{"runtimeStatus":"Running"}""" },
        Raised("1") with { Given = Given.Suspended, Why = "kept until resume", Then = """{"runtimeStatus":"Suspended","output":null}""" },
        Raised("1") with { Given = Given.Pending, Why = "kept until the start", Then = """{"runtimeStatus":"Pending"}""" },
        Refused("1", "text/plain", """{"Message":"Only application/json request content is supported"}"""),
        Refused("1", "application/vnd.api+json", """{"Message":"Only application/json request content is supported"}"""),
        Refused("1", null, """{"Message":"Only application/json request content is supported"}"""),
        Refused("1", "application/json; charset=klingon", """{"Message":"*"}"""),
        Refused(null, null, """{"Message":"Only application/json request content is supported"}"""),
        Refused("{", "application/json", """{"Message":"Invalid JSON content","ExceptionMessage":"*","ExceptionType":"*","StackTrace":"*"}"""),
        Refused("", "application/json", """{"Message":"Invalid JSON content","ExceptionMessage":"*","ExceptionType":"*","StackTrace":"*"}"""),
        .. Ended.Select(given => Raised("1") with { Given = given, Status = 410 }),
        Raised("1") with { Given = Given.Nobody, Status = 404 },
        Raised("1") with { Given = Given.Done, Status = 410, ContentType = "text/plain", Why = "that it is gone comes first" },
        Raised("{") with { Given = Given.Nobody, Status = 404, Why = "that it is unknown comes first" },
        new(Given.Waiting, "GET instances/{id}/raiseEvent/word", 404) { Answer = "" },
        new(Given.Waiting, "POST instances/{id}/raiseEvent", 404) { Body = "1", Answer = "" },
    ];

    private static IEnumerable<ManagementRow> Terminations =>
    [
        new(Given.Waiting, "POST instances/{id}/terminate?reason=enough", 202) { Answer = "", Then = """{"runtimeStatus":"Terminated","output":"enough"}""" },
        new(Given.Waiting, "POST instances/{id}/terminate", 202) { Answer = "", Then = """{"runtimeStatus":"Terminated","output":null}""" },
        new(Given.Waiting, "POST instances/{id}/TERMINATE?reason=n%C3%A3o%20%26%20n%C3%A3o", 202) { Answer = "", Then = """{"output":"não & não"}""" },
        new(Given.Suspended, "POST instances/{id}/terminate?reason=enough", 202) { Answer = "", Then = """{"runtimeStatus":"Terminated"}""" },
        new(Given.Pending, "POST instances/{id}/terminate?reason=enough", 202) { Answer = "", Then = """{"runtimeStatus":"Terminated"}""" },
        .. Past("terminate"),
    ];

    private static IEnumerable<ManagementRow> Suspensions =>
    [
        new(Given.Waiting, "POST instances/{id}/suspend?reason=lunch", 202) { Answer = "", Then = """{"runtimeStatus":"Suspended"}""" },
        new(Given.Suspended, "POST instances/{id}/suspend", 202) { Answer = "", Then = """{"runtimeStatus":"Suspended"}""" },
        new(Given.Suspended, "POST instances/{id}/resume?reason=back", 202) { Answer = "", Then = """{"runtimeStatus":"Running"}""" },
        new(Given.Waiting, "POST instances/{id}/resume", 202) { Answer = "", Then = """{"runtimeStatus":"Running"}""" },
        .. Past("suspend"),
        .. Past("resume"),
    ];

    private static IEnumerable<ManagementRow> Past(string command) =>
    [
        .. Ended.Select(given => new ManagementRow(given, $"POST instances/{{id}}/{command}", 410) { Answer = "" }),
        new(Given.Nobody, $"POST instances/{{id}}/{command}", 404) { Answer = "" },
        new(Given.Waiting, $"GET instances/{{id}}/{command}", 404) { Answer = "" },
        new(Given.Waiting, $"DELETE instances/{{id}}/{command}", 404) { Answer = "" },
    ];

    private static ManagementRow Raised(string json) => new(Given.Waiting, "POST instances/{id}/raiseEvent/word", 202) { Body = json, Why = json, Answer = "" };

    private static ManagementRow Refused(string? body, string? contentType, string answer) => Raised("") with
    {
        Status = 400,
        Body = body,
        ContentType = contentType,
        Why = $"{contentType} {body ?? "no body"}",
        Answer = answer,
        Then = """{"runtimeStatus":"Running"}""",
    };
}
