import type { Call } from "../../client/call.ts";
import type { Client, Sent } from "../../client/client.ts";

/** Keeps account of calls. */
export interface Account {
  /** Called before the call is sent; what it returns, with the answer. */
  begin(call: Call): (sent: Sent) => void;
}

/** The same client, whose calls these accounts are kept of, in this order. */
export function watched(client: Client, accounts: readonly Account[]): Client {
  return {
    baseUrl: client.baseUrl,
    get exchanges() {
      return client.exchanges;
    },
    send: async (call, label) => {
      const begun = accounts.map((account) => account.begin(call));
      const sent = await client.send(call, label);
      for (const answered of begun) answered(sent);
      return sent;
    },
    close: () => client.close(),
  };
}

/** Whether the target has done what was asked. */
export function isTaken({ exchange: { response } }: Sent): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}
