namespace Autocura.Embedded.Tests.Durable.Http;

/// <summary>orchestrators/{functionName}/{instanceId?} and restart.</summary>
internal static class StartRows
{
    private const string Links = """
        {"id":"{id}","statusQueryGetUri":"{root}instances/{id}?taskHub=Hub&connection=Storage",
         "sendEventPostUri":"{root}instances/{id}/raiseEvent/{eventName}?taskHub=Hub&connection=Storage",
         "terminatePostUri":"{root}instances/{id}/terminate?reason={text}&taskHub=Hub&connection=Storage",
         "purgeHistoryDeleteUri":"{root}instances/{id}?taskHub=Hub&connection=Storage",
         "restartPostUri":"{root}instances/{id}/restart?taskHub=Hub&connection=Storage",
         "suspendPostUri":"{root}instances/{id}/suspend?reason={text}&taskHub=Hub&connection=Storage",
         "resumePostUri":"{root}instances/{id}/resume?reason={text}&taskHub=Hub&connection=Storage"}
        """;

    private const string AnyLinks =
        """{"id":"*","statusQueryGetUri":"*","sendEventPostUri":"*","terminatePostUri":"*","purgeHistoryDeleteUri":"*","restartPostUri":"*","suspendPostUri":"*","resumePostUri":"*"}""";

    private const string Status = "{root}instances/{id}?taskHub=Hub&connection=Storage";
    private const string Caused = """{"Message":"MESSAGE","ExceptionMessage":"*","ExceptionType":"*","StackTrace":"*"}""";

    public static IEnumerable<ManagementRow> All =>
    [
        Accepted(Given.Nobody, "POST orchestrators/Echo/{id}", "an id of one's own") with { Body = "\"text\"", Then = """{"runtimeStatus":"Completed","input":"text","output":"text"}""" },
        Accepted(Given.Nobody, "POST orchestrators/echo/{id}", "names without regard to case") with { Body = "\"text\"", Then = """{"runtimeStatus":"Completed"}""" },
        Accepted(Given.Nobody, "POST orchestrators/Same/{id}", "an object") with { Body = """{"a":[1,null,"é"]}""", Then = """{"input":{"a":[1,null,"é"]},"output":{"a":[1,null,"é"]}}""" },
        Accepted(Given.Nobody, "POST orchestrators/Same/{id}", "no body") with { Then = """{"input":null,"output":null}""" },
        Accepted(Given.Nobody, "POST orchestrators/Same/{id}", "blank body") with { Body = " ", Then = """{"input":null}""" },
        Accepted(Given.Nobody, "POST orchestrators/Same/{id}", "any content type") with { Body = "1", ContentType = "text/plain", Then = """{"input":1}""" },
        Accepted(Given.Done, "POST orchestrators/Echo/{id}", "in place of one that has ended") with { Body = "\"again\"", Then = """{"runtimeStatus":"Completed","output":"again"}""" },
        Accepted(Given.Failed, "POST orchestrators/Echo/{id}", "") with { Body = "\"again\"", Then = """{"output":"again"}""" },
        Accepted(Given.Terminated, "POST orchestrators/Echo/{id}", "") with { Body = "\"again\"", Then = """{"output":"again"}""" },
        new(Given.Nobody, "POST orchestrators/Echo", 202) { Why = "an id is made", Body = "\"text\"", Answer = AnyLinks, Location = "*", RetryAfter = 10 },
        new(Given.Nobody, "POST orchestrators/Echo/", 202) { Body = "\"text\"", Answer = AnyLinks, Location = "*", RetryAfter = 10 },
        Refused(Given.Waiting, 409, """{"Message":"An Orchestration instance with the status Running already exists: '{id}'."}"""),
        Refused(Given.Suspended, 409, """{"Message":"An Orchestration instance with the status Suspended already exists: '{id}'."}"""),
        Refused(Given.Pending, 409, """{"Message":"An Orchestration instance with the status Pending already exists: '{id}'."}"""),
        new(Given.Nobody, "POST orchestrators/Nothing/{id}", 400) { Answer = """{"Message":"The function 'Nothing' doesn't exist, is disabled, or is not an orchestrator function. (Parameter 'wanted')"}""" },
        new(Given.Nobody, "POST orchestrators/Echo/{id}", 400) { Why = "not JSON", Body = "{", Answer = Caused.Replace("MESSAGE", "Invalid JSON content") },
        new(Given.Nobody, "POST orchestrators/Echo/{id}", 400) { Why = "more than JSON", Body = "1 2", Answer = Caused.Replace("MESSAGE", "Invalid JSON content") },
        new(Given.Nobody, "POST orchestrators/Echo/a%2Fb", 400) { Why = "a slash in the id", Answer = """{"Message":"*"}""" },
        new(Given.Nobody, "POST orchestrators/Echo/a%3Fb", 400) { Why = "a question mark", Answer = """{"Message":"*"}""" },
        new(Given.Nobody, "POST orchestrators/Echo/@counter@1", 400) { Why = "an entity's id", Answer = """{"Message":"*"}""" },
        new(Given.Nobody, "POST orchestrators/Echo/" + new string('x', 101), 400) { Answer = """{"Message":"*"}""" },
        new(Given.Nobody, "GET orchestrators/Echo", 404) { Answer = "" },
        new(Given.Nobody, "PUT orchestrators/Echo/{id}", 404) { Body = "1", Answer = "" },
        new(Given.Nobody, "POST orchestrators", 404) { Answer = "" },
        .. Waits,
        .. Restarts,
    ];

    private static IEnumerable<ManagementRow> Waits =>
    [
        new(Given.Nobody, "POST orchestrators/Echo/{id}?timeout=5&pollingInterval=1", 200) { Body = "\"text\"", Answer = "\"text\"" },
        new(Given.Nobody, "POST orchestrators/Same/{id}?timeout=0.5&pollingInterval=0.1", 200) { Why = "parts of seconds, no output", Answer = "null" },
        new(Given.Nobody, "POST orchestrators/Same/{id}?timeout=5&pollingInterval=5", 200) { Body = "[1]", Answer = "[1]" },
        new(Given.Nobody, "POST orchestrators/Fail/{id}?timeout=5&pollingInterval=1", 200)
        {
            Answer = """{"name":"Fail","instanceId":"{id}","runtimeStatus":"Failed","input":null,"customStatus":null,"output":"it broke","createdTime":"{now}","lastUpdatedTime":"{now}"}""",
        },
        Accepted(Given.Nobody, "POST orchestrators/Wait/{id}?timeout=7&pollingInterval=1", "not in time") with { WaitsSeconds = 7, Then = """{"runtimeStatus":"Running"}""" },
        Accepted(Given.Nobody, "POST orchestrators/Echo/{id}?timeout=5", "one of the two is not enough") with { Body = "\"text\"" },
        Accepted(Given.Nobody, "POST orchestrators/Echo/{id}?pollingInterval=1", "one of the two is not enough") with { Body = "\"text\"" },
        new(Given.Nobody, "POST orchestrators/Echo/{id}?timeout=1&pollingInterval=5", 400) { Answer = """{"Message":"Total timeout 1 should be bigger than retry timeout 5"}""" },
        new(Given.Nobody, "POST orchestrators/Echo/{id}?timeout=soon&pollingInterval=5", 400) { Answer = """{"Message":"'soon' is not a value for 'timeout': it must be a number of seconds above 0."}""" },
        new(Given.Nobody, "POST orchestrators/Echo/{id}?timeout=5&pollingInterval=-1", 400) { Answer = """{"Message":"'-1' is not a value for 'pollingInterval': it must be a number of seconds above 0."}""" },
    ];

    private static IEnumerable<ManagementRow> Restarts =>
    [
        new(Given.Done, "POST instances/{id}/restart", 202) { Answer = AnyLinks, Location = "*", RetryAfter = 10 },
        new(Given.Waiting, "POST instances/{id}/restart", 202) { Why = "beside the one that runs", Answer = AnyLinks, Location = "*", RetryAfter = 10 },
        new(Given.Done, "POST instances/{id}/restart?restartWithNewInstanceId=true", 202) { Answer = AnyLinks, Location = "*", RetryAfter = 10 },
        Accepted(Given.Done, "POST instances/{id}/restart?restartWithNewInstanceId=false", "") with { Then = """{"runtimeStatus":"Completed","input":"text","output":"text"}""" },
        Accepted(Given.Terminated, "POST instances/{id}/restart?restartWithNewInstanceId=false", "") with { Then = """{"runtimeStatus":"Running","input":"text","output":null}""" },
        new(Given.Done, "POST instances/{id}/restart?timeout=5&pollingInterval=1", 200) { Answer = "\"text\"" },
        new(Given.Failed, "POST instances/{id}/restart?timeout=5&pollingInterval=1&restartWithNewInstanceId=false", 200)
        {
            Answer = """{"name":"Fail","instanceId":"{id}","runtimeStatus":"Failed","input":"text","customStatus":null,"output":"it broke","createdTime":"{now}","lastUpdatedTime":"{now}"}""",
        },
        new(Given.Nobody, "POST instances/{id}/restart", 400) { Answer = Caused.Replace("MESSAGE", "InstanceId does not match a valid orchestration instance.") },
        new(Given.Waiting, "POST instances/{id}/restart?restartWithNewInstanceId=false", 409) { Answer = Caused.Replace("MESSAGE", "A non-terminal instance with this instance ID already exists.") },
        new(Given.Done, "POST instances/{id}/restart?restartWithNewInstanceId=perhaps", 400) { Answer = """{"Message":"'perhaps' is not a value for 'restartWithNewInstanceId': it must be true or false."}""" },
        new(Given.Done, "GET instances/{id}/restart", 404) { Answer = "" },
    ];

    private static ManagementRow Accepted(Given given, string request, string why) =>
        new(given, request, 202) { Why = why, Answer = Links, Location = Status, RetryAfter = 10 };

    private static ManagementRow Refused(Given given, int status, string answer) => new(given, "POST orchestrators/Echo/{id}", status) { Body = "\"again\"", Answer = answer };
}
