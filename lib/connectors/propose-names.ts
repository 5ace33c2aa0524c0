import type { RecordType } from '@/lib/core/record';
import type { Scalar } from '@/lib/core/setup';

/** What other systems call a field, letters and digits alone, the likeliest first. */
export const SYNONYMS: Record<RecordType, Record<string, string>> = {
  conversation: {
    id: 'conversationid ticketid caseid chatid incidentid issueid requestid sessionid ticketnumber casenumber ticketno caseno ticket conversation case reference id number key',
    customer_id:
      'customerid requesterid contactid clientid callerid enduserid visitorid accountid customer requester contact client caller enduser customeremail requesteremail userid user email',
    started_at:
      'startedat createdat openedat opentime starttime startdate createddate creationdate createdon datecreated dateopened submittedat receivedat created opened started start timestamp date',
    ended_at:
      'endedat closedat resolvedat solvedat endtime closetime enddate closeddate closedon resolutiondate dateclosed completedat closed resolved solved ended end finished',
    first_reply_at:
      'firstreplyat firstresponseat firstanswerat firstrespondedat firstreply firstanswer firstreplydate firstresponsedate',
    channel: 'channel contactchannel via medium contacttype origin source',
    market: 'market country countrycode region',
    language: 'language lang locale customerlanguage',
    intent: 'intent topic category contactreason issuetype reason subcategory tickettype problemtype tag tags',
    complexity: 'complexity difficulty effort',
    first_handler: 'firsthandler handledby firstresponder answeredby handler agenttype handlertype resolvedby',
    ai_involved:
      'aiinvolved botinvolved usedbot isbot aihandled automated botused bot ai handledby agenttype handlertype handler',
    human_involved: 'humaninvolved agentinvolved humanhandled human handledby agenttype handlertype handler',
    outcome: 'outcome resolution resolutionstatus disposition ticketstatus status state result',
    human_requested_at: 'humanrequestedat agentrequestedat escalationrequestedat',
    human_joined_at: 'humanjoinedat agentjoinedat handoverat handoffat escalatedat transferredat',
    human_agent:
      'agentid assigneeid ownerid operatorid humanagent agent assignee assignedto owner operator agentname assigneename',
    escalation_reason: 'escalationreason handoverreason handoffreason transferreason',
    handle_seconds: 'handleseconds handletimeseconds handletime handlingtime aht touchtime worktime timespent talktime',
    csat: 'csat csatscore satisfactionrating satisfactionscore customerrating satisfaction rating score stars',
    csat_at: 'csatat ratedat ratingdate surveydate ratingat',
    ai_cost: 'aicost botcost llmcost',
    ai_version: 'aiversion botversion assistantversion modelversion model',
    agent_pool: 'agentpool pool vendor bpo',
  },
  tool_activity: {
    employee_id:
      'employeeid personid staffid workerid employeenumber personnelnumber empid login username userid user employee worker',
    email: 'email useremail workemail emailaddress mail userprincipalname upn',
    tool: 'tool application app product assistant service',
    date: 'date day usagedate activitydate reportdate',
    interactions:
      'interactions prompts promptcount numprompts messages messagecount requests totalmessages usagecount queries chats events count',
    cost: 'cost spend amount costusd',
    period_days: 'perioddays days',
    last_active_on: 'lastactiveon lastactivedate lastactive lastactivity lastactivitydate',
  },
  employee: {
    employee_id:
      'employeeid personid staffid workerid employeenumber personnelnumber personnelno empid employeeno badge worker employee id',
    email: 'workemail email emailaddress mail userprincipalname upn',
    department:
      'department dept departmentname orgunit division businessunit function organisation organization costcentername costcenter',
    team: 'team teamname group squad supervisoryorganization unit',
    is_tech: 'istech techrole tech istechnology technology engineering',
    country: 'country countrycode workcountry locationcountry location',
    employment: 'employment employmenttype workertype employeetype contracttype workerstatus contract type',
    valid_from:
      'validfrom effectivefrom effectivedate hiredate dateofhire joiningdate dateofjoining startdate start hired joined from',
    valid_to: 'validto effectiveto terminationdate leavingdate exitdate lastworkingday enddate end left to',
  },
  seat: {
    employee_id: 'employeeid personid staffid workerid empid login username userid assignee user employee holder',
    email: 'email useremail workemail emailaddress mail userprincipalname upn assigneeemail',
    tool: 'tool application app product licence license plan sku service',
    assigned_on:
      'assignedon assignedat assigneddate dateassigned grantedon seatcreatedat licensedsince assigned granted startdate createdat',
    revoked_on: 'revokedon revokedat removedon removedat unassignedon enddate revoked removed',
    monthly_cost: 'monthlycost monthlyprice seatcost seatprice licencecost licensecost pricepermonth price cost',
  },
  financials: {
    quarter: 'quarter fiscalquarter period',
    revenue: 'revenue totalrevenue netsales turnover sales totalincome',
    customer_service_cost: 'customerservicecost supportcost servicecost costofservice customersupportcost cscost',
    transactions: 'transactions ordercount orders numberoftransactions transactioncount',
    currency: 'currency currencycode',
  },
};

/** Fields that say more than others which record a file holds. */
export const TELLING: Record<RecordType, readonly string[]> = {
  conversation: ['customer_id', 'started_at', 'ended_at', 'outcome', 'first_handler', 'csat', 'intent', 'channel'],
  tool_activity: ['date', 'interactions', 'tool'],
  employee: ['department', 'valid_from', 'employment', 'team', 'valid_to'],
  seat: ['assigned_on', 'monthly_cost', 'revoked_on'],
  financials: ['quarter', 'revenue', 'transactions', 'customer_service_cost'],
};

type Meanings = readonly (readonly [pattern: RegExp, means: Scalar])[];

const AI = /\b(ai|bots?|chatbot|virtual|assistant|automation|automated|fin|llm|copilot)\b/;
const HUMAN = /\b(agents?|humans?|person|people|staff|reps?|advisors?|operators?|employees?)\b/;
const BOTH = /\b(both|hybrid|mixed|handover|handoff|escalated|then|and)\b|\+|&/;
const NOBODY = /^(none|nobody|no one|unanswered|missed)$/;

/** What values of other systems mean, tried in order against the value in small letters; the rest stays to be said. */
export const MEANINGS: Record<string, Meanings> = {
  outcome: [
    [/\b(un|not |in)(resolved|solved|complete)|\bfail|\breject/, 'unresolved'],
    [/\babandon|\bmissed|\bdropped|\bhung up|\btimed? ?out/, 'abandoned'],
    [/\b(re)?solved\b|\bclosed\b|\bdone\b|\bcompleted?\b|\bfixed\b|\bfulfilled\b/, 'resolved'],
    [/\bopen|\bnew\b|\bpending|\bhold\b|\bwaiting|\bprogress|\bsnoozed|\bunknown/, 'unknown'],
  ],
  first_handler: [
    [BOTH, 'ai'],
    [NOBODY, 'none'],
    [AI, 'ai'],
    [HUMAN, 'human'],
  ],
  ai_involved: [
    [BOTH, true],
    [NOBODY, false],
    [AI, true],
    [HUMAN, false],
  ],
  human_involved: [
    [BOTH, true],
    [NOBODY, false],
    [AI, false],
    [HUMAN, true],
  ],
  employment: [
    [/contract(or)?\b|extern|contingent|temp|freelanc|consult|agency|vendor|outsourc/, 'contractor'],
    [/employee|perm|full|part|regular|fte|intern|staff|fixed/, 'employee'],
  ],
  complexity: [
    [/\b(low|easy|simple|basic|l1|tier ?1)\b/, 'simple'],
    [/\b(medium|moderate|normal|l2|tier ?2)\b/, 'moderate'],
    [/\b(high|hard|complex|difficult|l3|tier ?3)\b/, 'complex'],
  ],
  agent_pool: [
    [/out ?-?sourc|bpo|vendor|extern|partner/, 'outsourced'],
    [/flex|season|temp|gig/, 'flexible'],
    [/in ?-?house|intern|own/, 'in_house'],
  ],
};
