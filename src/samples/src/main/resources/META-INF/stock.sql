insert into Stock (item, quantity) values ('Coffee', 1000)
insert into Stock (item, quantity) values ('Tea', 1000)
insert into Stock (item, quantity) values ('Water', 1000)
